import ChatStore

extension JSONLine {
  /// A branch, and the message at its end.
  init(_ branch: Branch, of conversation: Conversation, head: Message?, isActive: Bool) {
    self.init(type: "branch")
    add("conversation_id", conversation.id.description)
    add("name", branch.name)
    add("head_id", head?.id.description)
    add("active", isActive)
    add("updated_at", branch.updatedAt)
  }
}
