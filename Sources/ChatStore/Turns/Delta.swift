/// A piece of a reply in flight.
///
/// Joined in order, the pieces are the reply.
public enum Delta: Sendable, Equatable {
  /// More of the text.
  case text(String)
  /// A part of the content that is more than text, as JSON, and the text that it adds.
  case part(String, text: String)
  /// More of the reasoning, and the wire's name for it.
  case reasoning(String, key: String)
  /// More of a refusal.
  case refusal(String)
  /// The id of the call at a position.
  case callID(String, call: Int)
  /// The kind of the call at a position.
  case callType(String, call: Int)
  /// A JSON object of other members of the call at a position; it replaces an earlier one.
  case callExtras(String, call: Int)
  /// More of the name of the call at a position.
  case callName(String, call: Int)
  /// More of the arguments of the call at a position.
  case callArguments(String, call: Int)

  /// The column values: field, item, value.
  var row: (field: String, item: String, value: String) {
    switch self {
    case .text(let value): ("text", "", value)
    // A part is text with something beside it, so that both stand in one row.
    case .part(let json, let text): ("text", json, text)
    case .reasoning(let value, let key): ("reasoning", key, value)
    case .refusal(let value): ("refusal", "", value)
    case .callID(let value, let call): ("call_id", String(call), value)
    case .callType(let value, let call): ("call_type", String(call), value)
    case .callExtras(let value, let call): ("call_extras", String(call), value)
    case .callName(let value, let call): ("call_name", String(call), value)
    case .callArguments(let value, let call): ("call_arguments", String(call), value)
    }
  }

  init?(field: String, item: String, value: String) {
    switch (field, Int(item)) {
    case ("text", _): self = item.isEmpty ? .text(value) : .part(item, text: value)
    case ("reasoning", _): self = .reasoning(value, key: item)
    case ("refusal", _): self = .refusal(value)
    case ("call_id", let call?): self = .callID(value, call: call)
    case ("call_type", let call?): self = .callType(value, call: call)
    case ("call_extras", let call?): self = .callExtras(value, call: call)
    case ("call_name", let call?): self = .callName(value, call: call)
    case ("call_arguments", let call?): self = .callArguments(value, call: call)
    default: return nil
    }
  }
}
