package import ChatCompletions
import ChatStore

/// A conversation of a ChatGPT export, old or new.
///
/// It is an element of `conversations.json` or `conversations-NNN.json`. OpenAI documents the files' existence
/// only (<https://help.openai.com/en/articles/7260999>); what stands in them is known from the exports
/// themselves. The tree is built from `parent`, because newer exports leave out links in `children`.
package struct ChatGPTFormat: ConversationFormat {
  package let name = "chatgpt"

  package init() {}

  package func recognizes(_ object: JSONObject) -> Bool { object["mapping"] != nil }

  package func conversation(
    _ object: JSONObject, in surroundings: ImportSurroundings
  ) throws -> ImportedConversation? {
    guard let mapping = object["mapping"]?.objectValue else {
      throw UnreadableConversation("Its mapping is not an object.")
    }
    let tree = try ChatGPTTree(mapping)
    let created = Timestamp(imported: object["create_time"])
    let updated = Timestamp(imported: object["update_time"])
    let begun = created ?? tree.firstTime ?? updated ?? surroundings.time
    let identity =
      object["conversation_id"]?.stringValue ?? object["id"]?.stringValue
      ?? tree.nodes.first?.id ?? ""
    guard !identity.isEmpty else { throw UnreadableConversation("It has no id.") }

    var walk = ChatGPTWalk(identity: identity, begun: begun, surroundings: surroundings)
    try walk.walk(tree)
    guard !walk.messages.isEmpty else { return nil }
    let newest = walk.messages.map(\.createdAt).max() ?? begun
    var record = ConversationRecord(
      id: Identifier(derivedFrom: name, identity), title: object["title"]?.stringValue ?? "",
      createdAt: begun, updatedAt: max(updated ?? newest, newest),
      source: .init(name: name, identity: identity))
    if let updated {
      record.changes.append(SettingChange(.title, at: updated))
      if object["is_archived"]?.boolValue == true { record.archivedAt = updated }
    }
    var conversation = ImportedConversation(record)
    conversation.attachments = walk.attachments
    conversation.messages = walk.messages
    conversation.turns = walk.turns
    let head = object["current_node"]?.stringValue.flatMap { walk.head(at: $0, in: tree) }
    conversation.branches = [
      BranchRecord(
        name: Branch.mainName, head: head ?? walk.messages.last?.id, createdAt: begun,
        updatedAt: record.updatedAt)
    ]
    return conversation
  }
}
