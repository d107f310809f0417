package import ChatCompletions
import ChatStore

/// What Claude.ai gives when its data are exported: `conversations.json`.
///
/// The format is not documented. It was read from what public programs make of it, among them
/// <https://github.com/osteele/claude-chat-viewer> and
/// <https://github.com/brandtcormorant/claude-json-schema>. Older exports say nothing of a message's parent:
/// there the messages follow one another, edited prompts and all.
package struct ClaudeFormat: ConversationFormat {
  package let name = "claude"

  /// The parent of a first message.
  private static let root = "00000000-0000-4000-8000-000000000000"

  package init() {}

  package func recognizes(_ object: JSONObject) -> Bool {
    object["chat_messages"]?.arrayValue != nil
  }

  package func conversation(
    _ object: JSONObject, in surroundings: ImportSurroundings
  ) throws -> ImportedConversation? {
    guard let identity = object.text("uuid") else {
      throw UnreadableConversation("It has no uuid, so nobody could tell it from others.")
    }
    let created = Timestamp(imported: object["created_at"])
    var assembly = ConversationAssembly(source: name, identity: identity)
    let messages = try Self.messages(object)
    let parents = Self.parents(messages)
    var ends = [Identifier<Message>?](repeating: nil, count: messages.count)
    for index in try ParentOrder(parents: parents).indices {
      let above = parents[index].flatMap { ends[$0] }
      let message = ClaudeMessage(
        messages[index], at: index, model: object.text("model"),
        time: above.flatMap { assembly[$0]?.createdAt } ?? created ?? surroundings.time)
      ends[index] = try message.add(to: &assembly, under: above, surroundings)
    }
    let leaf = Self.leaf(of: object, messages, parents)
    return assembly.conversation(
      title: object.text("name") ?? "", from: created,
      to: Timestamp(imported: object["updated_at"]), head: leaf.flatMap { ends[$0] })
  }

  private static func messages(_ object: JSONObject) throws -> [JSONObject] {
    try (object["chat_messages"]?.arrayValue ?? []).enumerated().map { index, element in
      guard let message = element.objectValue else {
        throw UnreadableConversation("Its message \(index + 1) is not an object.")
      }
      return message
    }
  }

  /// Of each message its parent's index; without any word of parents each follows the one before.
  private static func parents(_ messages: [JSONObject]) -> [Int?] {
    var places: [[UInt8]: Int] = [:]
    for (index, message) in messages.enumerated() {
      if let uuid = message.text("uuid")?.bytes, places[uuid] == nil { places[uuid] = index }
    }
    return messages.enumerated().map { index, message in
      guard let parent = message.text("parent_message_uuid") else {
        return index > 0 ? index - 1 : nil
      }
      return parent.hasSameBytes(as: root) ? nil : places[parent.bytes]
    }
  }

  /// The end of the path that was shown: the one that is named, else the newest.
  private static func leaf(
    of object: JSONObject, _ messages: [JSONObject], _ parents: [Int?]
  ) -> Int? {
    if let named = object.text("current_leaf_message_uuid"),
      let index = messages.firstIndex(where: { $0.text("uuid").hasSameBytes(as: named) })
    {
      return index
    }
    let inner = Set(parents.compactMap { $0 })
    return messages.indices.filter { !inner.contains($0) }.max { left, right in
      let times = [left, right].map { Timestamp(imported: messages[$0]["created_at"]) }
      guard let one = times[0], let other = times[1], one != other else { return left < right }
      return one < other
    }
  }
}
