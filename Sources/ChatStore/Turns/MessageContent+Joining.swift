extension MessageContent {
  /// Joins the pieces of a reply; nil when there is nothing in them.
  init?(joining deltas: some Sequence<Delta>) {
    self.init(role: .assistant, text: "")
    var calls: [Int: ToolCall] = [:]
    var parts = JoinedParts()
    func call(_ position: Int, _ change: (inout ToolCall) -> Void) {
      change(&calls[position, default: ToolCall(callID: "", name: "", arguments: "")])
    }
    for delta in deltas {
      switch delta {
      case .text(let value):
        text += value
        parts.add(text: value)
      case .part(let json, let value):
        text += value
        parts.add(part: json)
      case .reasoning(let value, let key):
        reasoning = (reasoning ?? "") + value
        reasoningKey = key
      case .refusal(let value): refusal = (refusal ?? "") + value
      case .callID(let value, let position): call(position) { $0.callID = value }
      case .callType(let value, let position): call(position) { $0.type = value }
      case .callExtras(let value, let position): call(position) { $0.extras = value }
      case .callName(let value, let position): call(position) { $0.name += value }
      case .callArguments(let value, let position): call(position) { $0.arguments += value }
      }
    }
    self.parts = parts.json
    toolCalls = calls.sorted { $0.key < $1.key }.map(\.value)
    let isEmpty = text.isEmpty && self.parts == nil
    if isEmpty, reasoning == nil, refusal == nil, toolCalls.isEmpty { return nil }
  }
}
