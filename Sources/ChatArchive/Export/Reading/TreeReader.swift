import ChatStore

/// Reads the messages of a tree one at a time.
struct TreeReader {
  /// Where they are read.
  var source: ExportSource
  /// The tree.
  let shape: TreeShape
  /// The calls of the reply that was read last for them.
  private var calls: (place: Int, calls: [ToolCall])?

  init(_ source: ExportSource, _ shape: TreeShape) {
    self.source = source
    self.shape = shape
  }

  /// The message at a place; nil when it is gone.
  mutating func message(at place: Int) throws -> ReadableMessage? {
    guard let message = try source.store.message(shape.nodes[place].id) else { return nil }
    let entry = source.entry(message)
    let sizes = try source.store.attachmentSizes(of: message.content)
    return ReadableMessage(
      entry: entry, origin: message.role == .assistant ? try source.store.origin(of: message) : nil,
      toolName: message.role == .tool ? try toolName(entry.content, at: place) : nil,
      files: zip(entry.content.attachments, sizes).map { .init(reference: $0, size: $1) })
  }

  /// The name of the tool whose call a result answers.
  private mutating func toolName(_ content: MessageContent, at place: Int) throws -> String? {
    guard let id = content.toolCallID else { return content.name }
    var next = shape.nodes[place].parent
    // Results stand close to their call.
    for _ in 0..<64 {
      guard let above = next, shape.nodes[above].role == .tool else { break }
      next = shape.nodes[above].parent
    }
    guard let above = next, shape.nodes[above].role == .assistant else { return content.name }
    if calls?.place != above {
      calls = (above, try source.store.message(shape.nodes[above].id)?.content.toolCalls ?? [])
    }
    return calls?.calls.first { $0.callID.utf8.elementsEqual(id.utf8) }?.name ?? content.name
  }
}
