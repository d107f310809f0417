import ChatStore

/// A message with what people want to know of it.
struct ReadableMessage {
  /// An attachment, of which the bytes are read only where they are shown.
  struct File {
    let reference: AttachmentReference
    /// How long it is; nil when its bytes are lost.
    let size: Int?
  }

  /// The message.
  let entry: ExportSource.Entry
  /// Who wrote it, and how that ended; nil for a message that no model call made.
  let origin: ChatStore.ReplyOrigin?
  /// Of a result: the tool that it comes from.
  let toolName: String?
  /// Its attachments.
  let files: [File]

  /// What it says.
  var content: MessageContent { entry.content }

  /// Who speaks.
  var speaker: String {
    switch content.role {
    case .system: "System"
    case .developer: "Developer"
    case .user: "User"
    case .assistant: "Assistant"
    case .tool: "Tool"
    }
  }

  /// Whether the reply ended before the model had finished.
  var isBroken: Bool { origin.map { $0.status != .complete } ?? false }
}
