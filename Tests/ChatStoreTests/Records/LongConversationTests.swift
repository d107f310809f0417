import ChatTestSupport
import Testing

@testable import ChatStore

@Suite("A conversation too long for one batch is in the store whole, or not at all", .serialized)
struct LongConversationTests {
  private struct Stopped: Error {}

  /// Three conversations, of which the second is written in several parts; each carries a file.
  private static func records() throws -> [[StoreRecord]] {
    let store = try ChatStore.inMemory()
    for (number, size) in [10, 700_000, 10].enumerated() {
      let file = Attachment(name: "f", mediaType: "text/plain", bytes: [UInt8(number)])
      var messages = [MessageDraft(.user("words \(number)"), attachments: [file])]
      for _ in 0..<4 {
        messages.append(MessageDraft(.user(String(repeating: "word ", count: size / 5))))
      }
      _ = try store.createConversation(title: "c\(number)", messages: messages)
    }
    return try store.conversationsByIdentity().map { conversation in
      var records: [StoreRecord] = []
      try store.forEachRecord(of: conversation) { records.append($0) }
      return records
    }
  }

  private static func take(
    _ records: [[StoreRecord]], into store: ChatStore
  ) throws -> [UnionOutcome] {
    var outcomes: [UnionOutcome] = []
    try store.uniting(report: { outcomes.append($0) }) { union in
      for (number, conversation) in records.enumerated() {
        for record in conversation { try union.add(record, at: number) }
      }
    }
    return outcomes
  }

  private static func expect(_ titles: [String], in store: ChatStore) throws {
    let found = try store.conversationsByIdentity().map(\.title)
    #expect(found == titles)
    let files = try store.rows("SELECT count(*) FROM attachment")
    #expect(files == [["\(titles.count)"]])
    let findings = try store.findings()
    #expect(findings == [])
  }

  @Test("It comes whole, and what stands before and behind it too")
  func whole() async throws {
    try await apart {
      let records = try Self.records()
      let store = try ChatStore.inMemory()
      #expect(try Self.take(records, into: store).map(\.result) == [.new, .new, .new])
      try Self.expect(["c0", "c1", "c2"], in: store)
      #expect(try Self.take(records, into: store).map(\.result) == [.known, .known, .known])
      try Self.expect(["c0", "c1", "c2"], in: store)
    }
  }

  @Test("Refused at its last message, nothing of it is there, and the others are")
  func refused() async throws {
    try await apart {
      var records = try Self.records()
      let place = try #require(
        records[1].lastIndex { if case .message = $0 { true } else { false } })
      guard case .message(var message) = records[1][place] else { return }
      message.parent = Identifier(at: .now())
      records[1][place] = .message(message)
      let store = try ChatStore.inMemory()
      let outcomes = try Self.take(records, into: store)
      #expect(outcomes.map(\.position) == [0, 1, 2])
      guard case .refused = outcomes[1].result else {
        Issue.record("\(outcomes[1].result)")
        return
      }
      try Self.expect(["c0", "c2"], in: store)
    }
  }

  @Test("Given up at any record, nothing of it is there, and what follows is")
  func abandoned() async throws {
    try await apart {
      let records = try Self.records()
      for count in 1..<records[1].count {
        let store = try ChatStore.inMemory()
        try store.uniting(report: { _ in }) { union in
          for record in records[0] + records[1].prefix(count) { try union.add(record) }
          try union.abandon()
          for record in records[2] { try union.add(record) }
        }
        try Self.expect(["c0", "c2"], in: store)
      }
    }
  }

  @Test("Stopped at any record, what was whole is there, and nothing else")
  func stopped() async throws {
    try await apart {
      let records = try Self.records()
      for count in 1..<records[1].count {
        let store = try ChatStore.inMemory()
        var reported = 0
        #expect(throws: Stopped.self) {
          try store.uniting(report: { _ in reported += 1 }) { union in
            for record in records[0] + records[1].prefix(count) { try union.add(record) }
            throw Stopped()
          }
        }
        #expect(reported == 1)
        try Self.expect(["c0"], in: store)
      }
    }
  }
}
