/// A piece of a reply in flight.
///
/// Joined in order, the pieces are the reply.
public enum Delta: Sendable, Equatable {
  /// More of the text.
  case text(String)
  /// More of the reasoning, and the wire's name for it.
  case reasoning(String, key: String)
  /// More of a refusal.
  case refusal(String)
  /// The id of the call at a position.
  case callID(String, call: Int)
  /// More of the name of the call at a position.
  case callName(String, call: Int)
  /// More of the arguments of the call at a position.
  case callArguments(String, call: Int)

  /// The column values: field, item, value.
  var row: (field: String, item: String, value: String) {
    switch self {
    case .text(let value): ("text", "", value)
    case .reasoning(let value, let key): ("reasoning", key, value)
    case .refusal(let value): ("refusal", "", value)
    case .callID(let value, let call): ("call_id", String(call), value)
    case .callName(let value, let call): ("call_name", String(call), value)
    case .callArguments(let value, let call): ("call_arguments", String(call), value)
    }
  }

  init?(field: String, item: String, value: String) {
    switch (field, Int(item)) {
    case ("text", _): self = .text(value)
    case ("reasoning", _): self = .reasoning(value, key: item)
    case ("refusal", _): self = .refusal(value)
    case ("call_id", let call?): self = .callID(value, call: call)
    case ("call_name", let call?): self = .callName(value, call: call)
    case ("call_arguments", let call?): self = .callArguments(value, call: call)
    default: return nil
    }
  }
}

extension MessageContent {
  /// Joins the pieces of a reply; nil when there is nothing in them.
  init?(joining deltas: some Sequence<Delta>) {
    self.init(role: .assistant, text: "")
    var calls: [Int: ToolCall] = [:]
    func call(_ position: Int, _ change: (inout ToolCall) -> Void) {
      change(&calls[position, default: ToolCall(callID: "", name: "", arguments: "")])
    }
    for delta in deltas {
      switch delta {
      case .text(let value): text += value
      case .reasoning(let value, let key):
        reasoning = (reasoning ?? "") + value
        reasoningKey = key
      case .refusal(let value): refusal = (refusal ?? "") + value
      case .callID(let value, let position): call(position) { $0.callID = value }
      case .callName(let value, let position): call(position) { $0.name += value }
      case .callArguments(let value, let position): call(position) { $0.arguments += value }
      }
    }
    toolCalls = calls.sorted { $0.key < $1.key }.map(\.value)
    if text.isEmpty, reasoning == nil, refusal == nil, toolCalls.isEmpty { return nil }
  }
}
