import ChatArchive
import ChatCompletions
import ChatStore
import ChatTestSupport
import Foundation
import Testing

/// When the files of these tests were written.
let fileTime = Timestamp(milliseconds: 1_767_225_600_000)

extension ImportSurroundings {
  /// Nothing beside the file.
  static var bare: ImportSurroundings { ImportSurroundings(time: fileTime) }
}

extension ConversationFormat {
  /// Reads a conversation from its text.
  func read(_ json: String) throws -> ImportedConversation? {
    let object = try #require(JSONValue(parsing: json).objectValue)
    #expect(recognizes(object))
    return try conversation(object, in: .bare)
  }
}

extension ConversationLog {
  /// Reads a conversation from its lines.
  static func read(_ lines: [String]) throws -> ImportedConversation? {
    try read(objects: lines.map { try #require(JSONValue(parsing: $0).objectValue) })
  }

  static func read(objects: [JSONObject]) throws -> ImportedConversation? {
    var log = Self(in: .bare)
    for object in objects { log.add(object) }
    return try log.conversation()
  }
}

/// Where a sample is, in the folder of fixtures.
func fixturePath(_ name: String) -> String {
  URL(filePath: #filePath).appending(path: "../../../Fixtures").standardized
    .appending(path: name).path
}

/// A sample's bytes.
func fixture(_ name: String) throws -> [UInt8] {
  Array(try Data(contentsOf: URL(filePath: fixturePath(name))))
}

extension ChatStore {
  /// Takes conversations in and says what became of each.
  func take(_ conversations: [ImportedConversation]) throws -> [UnionOutcome] {
    var outcomes: [UnionOutcome] = []
    try uniting(report: { outcomes.append($0) }) { union in
      for conversation in conversations {
        try conversation.forEachRecord { try union.add($0) }
      }
    }
    return outcomes
  }

  /// What is wrong with the store.
  func findings() throws -> [String] { try examine().findings.map(\.message) }
}

/// Expects a store to take a conversation whole, to find nothing wrong with it, and to know it the next time.
func expectTaken(
  _ conversation: ImportedConversation, _ comment: Comment? = nil,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  try withStore { store in
    let first = try store.take([conversation])
    #expect(first.map(\.result) == [.new], comment, sourceLocation: sourceLocation)
    #expect(
      first.map(\.messages) == [conversation.messages.count], comment,
      sourceLocation: sourceLocation)
    let findings = try store.findings()
    #expect(findings.isEmpty, comment, sourceLocation: sourceLocation)
    let second = try store.take([conversation])
    #expect(second.map(\.result) == [.known], comment, sourceLocation: sourceLocation)
  }
}

extension ImportedConversation {
  /// The messages as a tree of lines: how deep each is, who speaks, and what.
  var outline: [String] {
    var depths: [Identifier<Message>: Int] = [:]
    return messages.map { message in
      let depth = message.parent.flatMap { depths[$0] }.map { $0 + 1 } ?? 0
      depths[message.id] = depth
      let calls = message.content.toolCalls.map { " → \($0.name)(\($0.arguments))" }.joined()
      return "\(depth) \(message.content.role.rawValue): \(message.content.text)\(calls)"
    }
  }

  /// The message at the end of a branch.
  func head(_ name: String = "main") -> MessageRecord? {
    let head = branches.first { $0.name == name }?.head
    return messages.first { $0.id == head }
  }

  /// The texts of the path that ends at a branch.
  func path(_ name: String = "main") -> [String] {
    var texts: [String] = []
    var next = head(name)
    while let message = next {
      texts.append(message.content.text)
      next = message.parent.flatMap { id in messages.first { $0.id == id } }
    }
    return texts.reversed()
  }

  /// The turn that made a message.
  func turn(_ text: String) -> TurnRecord? {
    let message = messages.first { $0.content.text == text }
    return turns.first { $0.reply == message?.id }
  }
}

extension MessageRecord {
  /// What is kept beside the text.
  var kept: JSONValue? {
    content.extras.flatMap { try? JSONValue(parsing: $0) }
  }
}
