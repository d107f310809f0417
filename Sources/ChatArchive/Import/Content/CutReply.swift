import ChatCompletions
import ChatStore

/// The blocks of a message, cut where the model waited for its tools.
///
/// Some programs write calls and results of tools into the reply that they interrupt. Here a reply ends with
/// its calls, the results follow, and the rest is another reply.
struct CutReply {
  /// The pieces, at least one.
  private(set) var pieces: [ContentPiece] = []

  /// Cuts a message.
  /// - Parameters:
  ///   - blocks: Its content.
  ///   - name: What the message is called, for calls that have no id of their own.
  ///   - role: Who speaks; only the model calls tools.
  ///   - keepsOpenCalls: Whether a call without a result beside it stays one; else it is shown in the text,
  ///     because nobody will answer it.
  init(_ blocks: [ContentBlock], named name: String, of role: Role, keepsOpenCalls: Bool) {
    var answers = role == .assistant ? Self.answers(in: blocks) : [:]
    let answering = Set(answers.values)
    var piece = ContentPiece()
    for (index, block) in blocks.enumerated() {
      let answer = answers.removeValue(forKey: index)
      if case .call(let id, let tool, let arguments) = block.kind,
        answer != nil || (keepsOpenCalls && role == .assistant)
      {
        let call = ToolCall(callID: id ?? "\(name):\(index)", name: tool, arguments: arguments)
        piece.calls.append(.init(call: call, answer: answer.flatMap { Self.answer(blocks[$0]) }))
        if var rest = block.rest?.objectValue {
          rest.keep("id", .string(call.callID))
          piece.keep(.object(rest))
        }
        piece.spend(block)
        continue
      }
      if piece.calls.contains(where: { $0.answer != nil }) {
        pieces.append(piece)
        piece = ContentPiece()
      }
      if answering.contains(index) { continue }
      piece.add(block)
    }
    if !piece.isEmpty || pieces.isEmpty { pieces.append(piece) }
  }

  private static func answer(_ block: ContentBlock) -> ContentPiece.Answer? {
    guard case .result(_, _, let text) = block.kind else { return nil }
    return .init(text: text, rest: block.rest, time: block.start)
  }

  /// Of each call its result: by id, else the next one of the same tool.
  private static func answers(in blocks: [ContentBlock]) -> [Int: Int] {
    var answers: [Int: Int] = [:]
    var named: [[UInt8]: Int] = [:]
    var open: [(index: Int, tool: String)] = []
    for (index, block) in blocks.enumerated() {
      switch block.kind {
      case .call(let id, let tool, _):
        if let id { named[id.bytes] = index } else { open.append((index, tool)) }
      case .result(let id, let tool, _):
        if let id, let call = named.removeValue(forKey: id.bytes) {
          answers[call] = index
        } else if let place = open.firstIndex(where: { tool.hasSameBytes(as: $0.tool) })
          ?? (tool == nil && !open.isEmpty ? 0 : nil)
        {
          answers[open.remove(at: place).index] = index
        }
      default: break
      }
    }
    return answers
  }
}
