import ChatCompletions
import ChatStore

/// Makes messages and turns of a rollout.
struct CodexWriter {
  private let thread: CodexThread
  private let time: Timestamp

  /// Begins.
  /// - Parameters:
  ///   - thread: The messages.
  ///   - time: The time of what has none.
  init(_ thread: CodexThread, time: Timestamp) {
    self.thread = thread
    self.time = time
  }

  /// Writes everything, and gives the end of the active path.
  func write(to assembly: inout ConversationAssembly) throws -> Identifier<Message>? {
    let entries = thread.entries
    var ids = [Identifier<Message>?](repeating: nil, count: entries.count)
    for (count, index) in try ParentOrder(parents: entries.map(\.parent)).indices.enumerated() {
      let entry = entries[index]
      let parent = entry.parent.flatMap { ids[$0] }
      let above = parent.flatMap { assembly[$0]?.createdAt }
      var rest = count == 0 ? thread.place : JSONObject()
      rest.keep("items", .array(entry.rest))
      let start = entry.time ?? above ?? time
      var content = MessageContent(
        role: entry.role, text: entry.text, reasoning: entry.reasoning, toolCallID: entry.callID,
        toolCalls: entry.calls, extras: rest.extras(of: CodexLog.name))
      for image in entry.images {
        if let reference = assembly.attach(image.attachment) {
          content.attachments.append(reference)
        }
      }
      let id = assembly.add(content, as: entry.node, under: parent, at: start)
      ids[index] = id
      guard entry.role == .assistant else { continue }
      assembly.addTurn(
        making: id, by: entry.model, from: min(above ?? start, start), to: entry.end ?? start
      ) { turn in
        if let usage = entry.usage { turn.usage = usage }
      }
    }
    return thread.head.flatMap { ids[$0] }
  }
}
