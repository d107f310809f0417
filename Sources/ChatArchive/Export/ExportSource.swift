package import ChatStore

/// Reads what an export writes out of a store, without secrets where that is wanted.
package struct ExportSource {
  /// A message as an export sees it.
  struct Entry {
    let message: Message
    /// What it says, which may be less than what is stored.
    var content: MessageContent
  }

  /// The store.
  package let store: ChatStore
  /// Takes secrets out of whatever is read, and counts them; nil leaves them in.
  package var redactor: Redactor?

  package init(store: ChatStore, redactor: Redactor? = nil) {
    self.store = store
    self.redactor = redactor
  }

  /// A message.
  mutating func entry(_ message: Message) -> Entry {
    Entry(message: message, content: redactor?.redact(message.content) ?? message.content)
  }

  /// The messages from the root to a message, it included.
  mutating func path(to head: Message) throws -> [Entry] {
    try store.path(to: head).map { entry($0) }
  }

  /// The end of the branch that is continued by default; nil without messages.
  func activeHead(of conversation: Conversation) throws -> Message? {
    try store.head(of: store.activeBranch(of: conversation))
  }

  /// The attachments of a message with their bytes.
  mutating func attachments(of entry: Entry) throws -> [Attachment] {
    let attachments = try store.attachments(of: entry.message.content)
    return redactor == nil ? attachments : attachments.map { redacted($0) }
  }

  /// A text that belongs to no message.
  mutating func text(_ text: String) -> String {
    redactor?.redact(text) ?? text
  }

  /// JSON that belongs to no message.
  mutating func json(_ text: String) -> String {
    redactor?.redact(json: text) ?? text
  }

  private mutating func redacted(_ attachment: Attachment) -> Attachment {
    redactor?.redact(attachment) ?? attachment
  }
}
