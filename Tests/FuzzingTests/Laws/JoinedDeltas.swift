@testable import ChatCompletions

/// What the deltas of a reply say together, as a reader of them would put it down.
struct JoinedDeltas: Equatable {
  private var text: [UInt8] = []
  private var reasoning: [UInt8] = []
  private var refusal: [UInt8] = []
  private var calls: [[[UInt8]]] = []

  init() {}

  init(of reply: Reply) {
    text = Array(reply.text.utf8)
    reasoning = Array((reply.reasoning ?? "").utf8)
    refusal = Array((reply.refusal ?? "").utf8)
    calls = reply.toolCalls.map {
      [Array($0.id.utf8), Array($0.name.utf8), Array($0.arguments.utf8)]
    }
  }

  mutating func add(_ delta: ReplyDelta) {
    switch delta {
    case .text(let piece), .part(_, let piece): text += Array(piece.utf8)
    case .reasoning(let piece, _): reasoning += Array(piece.utf8)
    case .refusal(let piece): refusal += Array(piece.utf8)
    case .toolCall(let index, let id, let name, let arguments):
      while calls.count <= index { calls.append([[], [], []]) }
      calls[index][0] += Array((id ?? "").utf8)
      calls[index][1] += Array((name ?? "").utf8)
      calls[index][2] += Array(arguments.utf8)
    case .toolCallDetails: break
    }
  }
}
