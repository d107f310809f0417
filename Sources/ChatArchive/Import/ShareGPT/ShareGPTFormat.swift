package import ChatCompletions
import ChatStore

/// Conversations as the ShareGPT data sets have them: turns with `from` and `value`.
///
/// There are many dialects. Read are those of FastChat
/// (<https://github.com/lm-sys/FastChat/blob/main/data/dummy_conversation.json>), of LLaMA-Factory
/// (<https://github.com/hiyouga/LLaMA-Factory/blob/main/data/README.md>), with calls of tools and with
/// preferred replies, and data sets that have `role` and `content` in the same places. Values that are HTML
/// stay so. Ids repeat from file to file, so a conversation is known by its id and its content.
package struct ShareGPTFormat: ConversationFormat {
  package let name = "sharegpt"

  private static let keys = ["conversations", "conversation", "items"]

  package init() {}

  package func recognizes(_ object: JSONObject) -> Bool {
    guard let first = Self.turns(object)?.elements.first?.objectValue else { return false }
    return ShareGPTTurn.recognizes(first)
  }

  private static func turns(_ object: JSONObject) -> (key: String, elements: [JSONValue])? {
    for key in keys {
      if let elements = object[key]?.arrayValue { return (key, elements) }
    }
    return nil
  }

  package func conversation(
    _ object: JSONObject, in surroundings: ImportSurroundings
  ) throws -> ImportedConversation? {
    guard let (key, elements) = Self.turns(object) else {
      throw UnreadableConversation("Its turns are no array.")
    }
    let fingerprint = JSONValue.object(object).fingerprint
    let id = object.name("id") ?? object.name("conversation_id")
    let created = Timestamp(imported: object["created_at"] ?? object["timestamp"])
    var writer = ShareGPTWriter(
      ConversationAssembly(
        source: name, identity: id.map { "\($0)#\(fingerprint)" } ?? fingerprint),
      model: object.text("model"), time: created ?? surroundings.time)
    writer.rest = object.rest(
      without: key, "id", "conversation_id", "title", "system", "model", "chosen", "rejected")
    if let system = object.text("system") { writer.instruct(system) }
    try writer.add(elements)
    try writer.addPair(chosen: object["chosen"], rejected: object["rejected"])
    return writer.assembly.conversation(
      title: object.text("title") ?? writer.prompt?.importedTitle ?? "", from: created,
      to: created, head: writer.head)
  }
}
