import ChatTestSupport
import Testing

@testable import ChatStore

@Suite struct MessageDigestTests {
  @Test(
    "The digest and the match key of a message are the golden vectors", arguments: DigestVector.all)
  func vectors(_ vector: DigestVector) {
    let parent = vector.parent.map { DigestVector.all[$0] }
    let digest = MessageDigest.digest(
      of: vector.content, parent: parent.map { Self.bytes($0.digest) })
    let matchKey = MessageDigest.matchKey(
      of: vector.content, parent: parent.map { Self.bytes($0.matchKey) })
    #expect(Self.hex(digest) == vector.digest)
    #expect(Self.hex(matchKey) == vector.matchKey)
  }

  @Test("The store gives a message the digest and the match key of the golden vectors")
  func storedVectors() throws {
    try withStore { store in
      let hash = try store.store(attachment: [1, 2, 3])
      for vector in DigestVector.all where vector.parent == nil && vector.content.isStorable {
        var content = vector.content
        for index in content.attachments.indices { content.attachments[index].sha256 = hash }
        let (_, _, messages) = try store.conversation([content])
        let message = try #require(messages.first)
        let read = try #require(try store.message(message.id))
        #expect(read.digest == MessageDigest.digest(of: content, parent: nil))
        #expect(read.matchKey == MessageDigest.matchKey(of: content, parent: nil))
        if content.attachments.isEmpty { #expect(Self.hex(read.digest) == vector.digest) }
      }
    }
  }

  @Test("No two messages that differ in one field have the same digest")
  func everyField() {
    let full = MessageContent.full
    var digests = Set([MessageDigest.digest(of: full, parent: nil)])
    for change in MessageContent.changes {
      var content = full
      change.apply(&content)
      let (inserted, _) = digests.insert(MessageDigest.digest(of: content, parent: nil))
      #expect(inserted, "\(change.name) does not enter the digest")
    }
    #expect(
      digests.insert(MessageDigest.digest(of: full, parent: Array(repeating: 0, count: 32)))
        .inserted)
    #expect(
      digests.insert(MessageDigest.digest(of: full, parent: Array(repeating: 1, count: 32)))
        .inserted)
  }

  @Test("The match key covers only what a client echoes")
  func matchKeyFields() {
    let full = MessageContent.full
    let key = MessageDigest.matchKey(of: full, parent: nil)
    for change in MessageContent.changes {
      var content = full
      change.apply(&content)
      let changes = MessageDigest.matchKey(of: content, parent: nil) != key
      #expect(changes == change.isEchoed, "\(change.name)")
    }
  }

  @Test("Nothing can be moved from one field to its neighbour without changing the digest")
  func shifting() {
    var generator = SeededGenerator(seed: 1)
    var seen: [[UInt8]: MessageContent] = [:]
    for _ in 0..<3000 {
      // Few letters and short fields, so that many messages have the same concatenation.
      func letters() -> String? {
        ["", "t", "g", "tg", "\0", nil].randomElement(using: &generator) ?? nil
      }
      let content = MessageContent(
        role: .assistant, text: letters() ?? "", parts: letters(), reasoning: letters(),
        reasoningKey: letters(), name: letters(), toolCallID: letters(),
        toolCalls: (0..<Int.random(in: 0...2, using: &generator)).map { _ in
          ToolCall(
            callID: letters() ?? "", type: letters() ?? "", name: letters() ?? "",
            arguments: letters() ?? "")
        }, refusal: letters(), extras: letters())
      let digest = MessageDigest.digest(of: content, parent: nil)
      if let other = seen.updateValue(content, forKey: digest) { #expect(other == content) }
    }
    #expect(seen.count > 2500)
  }

  @Test("Canonically equal texts of different bytes have different digests")
  func normalForms() {
    #expect("é" == "e\u{301}")
    #expect(
      MessageDigest.digest(of: .user("é"), parent: nil)
        != MessageDigest.digest(of: .user("e\u{301}"), parent: nil))
  }

  @Test("Time, model and status do not enter the digest")
  func circumstances() throws {
    let clock = StoreSupportClock()
    try withStore(clock: clock) { store in
      var digests: Set<[UInt8]> = []
      let first = try store.conversation()
      for outcome in [
        TurnOutcome(reply: .assistant("Yes."), modelAnswered: "one"),
        TurnOutcome(reply: .assistant("Yes."), error: "It broke off.", modelAnswered: "two"),
      ] {
        clock.advance(by: 86_400_000)
        let other = try store.conversation()
        let turn = try store.begin(on: other.branch, saying: "Is it?")
        digests.insert(try #require(try store.finish(turn, outcome).reply).digest)
      }
      #expect(digests.count == 1)
      #expect(first.messages.isEmpty)
    }
  }

  private static func hex(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  private static func bytes(_ hex: String) -> [UInt8] {
    let digits = hex.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count - 1, by: 2).map {
      UInt8(digits[$0] << 4 | digits[$0 + 1])
    }
  }
}

extension MessageContent {
  /// Calls belong to assistant messages; the table has one of every field for the encoding alone.
  fileprivate var isStorable: Bool { toolCalls.isEmpty || role == .assistant }

  fileprivate static let full = MessageContent(
    role: .assistant, text: "t", parts: "[]", reasoning: "g", reasoningKey: "k", name: "n",
    toolCallID: "i", toolCalls: [ToolCall(callID: "C", type: "y", name: "c", arguments: "a")],
    attachments: [AttachmentReference(sha256: Array(0..<32), name: "N", mediaType: "M")],
    refusal: "f", extras: "{}")

  fileprivate struct Change: Sendable {
    let name: String
    let isEchoed: Bool
    let apply: @Sendable (inout MessageContent) -> Void
  }

  fileprivate static let changes: [Change] = [
    Change(name: "role", isEchoed: true) { $0.role = .user },
    Change(name: "text", isEchoed: true) { $0.text = "T" },
    Change(name: "parts", isEchoed: false) { $0.parts = "[ ]" },
    Change(name: "no parts", isEchoed: false) { $0.parts = nil },
    Change(name: "reasoning", isEchoed: false) { $0.reasoning = "G" },
    Change(name: "no reasoning", isEchoed: false) { $0.reasoning = nil },
    Change(name: "reasoning key", isEchoed: false) { $0.reasoningKey = "K" },
    Change(name: "name", isEchoed: true) { $0.name = "N" },
    Change(name: "no name", isEchoed: true) { $0.name = nil },
    Change(name: "an empty name", isEchoed: true) { $0.name = "" },
    Change(name: "tool call id", isEchoed: true) { $0.toolCallID = "I" },
    Change(name: "no calls", isEchoed: true) { $0.toolCalls = [] },
    Change(name: "two calls", isEchoed: true) { $0.toolCalls += $0.toolCalls },
    Change(name: "call id", isEchoed: true) { $0.toolCalls[0].callID = "" },
    Change(name: "call type", isEchoed: false) { $0.toolCalls[0].type = "" },
    Change(name: "call name", isEchoed: true) { $0.toolCalls[0].name = "" },
    Change(name: "arguments", isEchoed: true) { $0.toolCalls[0].arguments = "{}" },
    Change(name: "no attachments", isEchoed: true) { $0.attachments = [] },
    Change(name: "attachment", isEchoed: true) { $0.attachments[0].sha256[31] = 0 },
    Change(name: "attachment name", isEchoed: false) { $0.attachments[0].name = "" },
    Change(name: "media type", isEchoed: false) { $0.attachments[0].mediaType = "" },
    Change(name: "refusal", isEchoed: false) { $0.refusal = "F" },
    Change(name: "no refusal", isEchoed: false) { $0.refusal = nil },
    Change(name: "extras", isEchoed: false) { $0.extras = nil },
  ]
}
