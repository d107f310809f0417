package import ChatCompletions
import ChatStore

/// Objects with messages in the words of OpenAI's Chat Completions API.
///
/// Lines for fine-tuning (<https://platform.openai.com/docs/guides/supervised-fine-tuning>), with a preferred
/// and another reply too (<https://platform.openai.com/docs/guides/direct-preference-optimization>), saved
/// requests, and requests with their responses. Nothing in them names a conversation, so it is known by its
/// content: the same object twice is the same conversation.
package struct OpenAIFormat: ConversationFormat {
  package let name = "openai"

  package init() {}

  package func recognizes(_ object: JSONObject) -> Bool {
    guard let first = OpenAIRecord.request(in: object)?["messages"]?.arrayValue?.first else {
      return false
    }
    return first.objectValue?.text("role") != nil
  }

  package func conversation(
    _ object: JSONObject, in surroundings: ImportSurroundings
  ) throws -> ImportedConversation? {
    let record = try OpenAIRecord(object)
    var assembly = ConversationAssembly(
      source: name, identity: JSONValue.object(object).fingerprint)
    var writer = OpenAIWriter(record, time: record.time ?? surroundings.time)
    let head = writer.write(to: &assembly)
    return assembly.conversation(
      title: object.text("title") ?? writer.prompt?.importedTitle ?? "", from: record.time,
      to: record.time, head: head)
  }
}
