#if Networking
  import ChatStore
  import ChatTestSupport
  import Foundation
  import Testing

  @Suite("A hostile upstream", .serialized, .timeLimit(.minutes(5)))
  struct HostileUpstreamTests {
    @Test(
      "The text is exact or the error is clear, and the status tells the truth",
      arguments: Misbehaviour.all)
    func law(_ misbehaviour: Misbehaviour) async throws {
      try await withStoreFile { path in
        let report = try await HostileExchange(misbehaviour: misbehaviour, path: path).report()
        try Self.check(report, against: misbehaviour.expectation)
        try Self.expectNoKey(beside: path, report)
      }
    }

    @Test("There are at least sixty kinds, each under its own name")
    func count() {
      let names = Misbehaviour.all.map(\.name)
      #expect(names.count >= 300)
      #expect(Set(names).count == names.count)
    }

    private static func check(_ report: Report, against expectation: Expectation) throws {
      #expect(report.turn.status == expectation.status)
      #expect(report.turn.endedAt != nil)
      #expect(report.requests.count == expectation.requests)
      expect(report.reply?.text, is: expectation.text)
      // The pieces are the reply.
      if report.reply != nil { expect(report.streamed, is: report.reply?.text) }
      #expect(report.reply?.toolCalls ?? [] == expectation.calls)
      #expect((report.thrown == nil) == (report.reply != nil))
      switch expectation.status {
      case .complete: #expect(report.turn.error == nil)
      default: expectSentence(report.turn.error, saying: expectation.words)
      }
      try expectation.check?(report)
    }

    /// Bytes are compared, and a long text is not printed.
    private static func expect(_ text: String?, is expected: String?) {
      let isSame = text.map { Array($0.utf8) } == expected.map { Array($0.utf8) }
      #expect(
        isSame,
        "\(text.map { "\($0.prefix(200).debugDescription) (\($0.utf8.count) bytes)" } ?? "nothing")"
      )
    }

    private static func expectSentence(_ sentence: String?, saying words: [String]) {
      guard let sentence else {
        Issue.record("nothing says what is wrong")
        return
      }
      #expect(!sentence.isEmpty && sentence.count <= 700)
      #expect(sentence.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F })
      for word in words {
        #expect(sentence.lowercased().contains(word.lowercased()), "\(sentence)")
      }
    }

    /// Law: a key is in no store, write-ahead log or error.
    private static func expectNoKey(beside path: String, _ report: Report) throws {
      let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
      for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
        let bytes = try Data(contentsOf: folder.appendingPathComponent(name))
        #expect(bytes.range(of: Data(HostileExchange.key.utf8)) == nil, "the key is in \(name)")
      }
      #expect(report.thrown.map { "\($0)".contains(HostileExchange.key) } != true)
    }
  }

  extension Misbehaviour {
    /// The whole table.
    static let all: [Misbehaviour] = [
      lines, packets, texts, json, choices, endings, framing, heads, encodings, contentTypes,
      errors, streamErrors, redirects, stalls, retries, reasoning, toolCalls, usage, sizes,
    ].flatMap(\.self)
  }
#endif
