import ChatArchive
import ChatCompletions
import ChatStore
import Testing

struct MutationTests {
  static let formats: [(any ConversationFormat, [String])] = [
    (ClaudeFormat(), ClaudeSamples.all), (OpenAIFormat(), OpenAISamples.all),
    (ShareGPTFormat(), ShareGPTSamples.all),
  ]

  @Test(
    "A spoiled conversation is refused with a sentence or taken whole, and twice is once",
    arguments: 0..<60)
  func spoiled(seed: Int) throws {
    var mutator = JSONMutator(seed: UInt64(seed))
    for (format, samples) in Self.formats {
      for sample in samples where sample == samples[seed % samples.count] {
        let value = mutator.spoiled(
          try JSONValue(parsing: sample), changes: 1 + seed % 7)
        guard let object = value.objectValue, format.recognizes(object) else { continue }
        try check(value) { try format.conversation(object, in: .bare) }
      }
    }
  }

  static let logs: [(any ConversationLog.Type, [[String]])] = [
    (ClaudeCodeLog.self, ClaudeCodeSamples.all), (CodexLog.self, CodexSamples.all),
  ]

  @Test(
    "A spoiled session is refused with a sentence or taken whole, and twice is once",
    arguments: 0..<60)
  func spoiledLines(seed: Int) throws {
    var mutator = JSONMutator(seed: UInt64(seed))
    for (log, samples) in Self.logs {
      for sample in samples where sample == samples[seed % samples.count] {
        let lines = mutator.spoiled(
          try sample.map { try JSONValue(parsing: $0) }, changes: 1 + seed % 7)
        let objects = lines.compactMap(\.objectValue)
        try check(.array(lines)) { try log.read(objects: objects) }
      }
    }
  }

  private func check(_ value: JSONValue, _ read: () throws -> ImportedConversation?) throws {
    do {
      guard let conversation = try read() else { return }
      #expect(
        conversation.conversation.updatedAt >= conversation.messages.map(\.createdAt).max()
          ?? conversation.conversation.createdAt)
      try expectTaken(conversation, "\(value.serialized)")
      let again = try read()
      #expect(again?.messages.map(\.id) == conversation.messages.map(\.id))
    } catch let error as UnreadableConversation {
      #expect(error.description.hasSuffix("."))
    }
  }
}
