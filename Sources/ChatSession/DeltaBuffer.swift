import ChatCompletions
import ChatStore

/// The pieces of a reply that are not in the store yet; neighbours of one kind are joined.
///
/// Pure: the recorder decides when it is emptied. The newest piece stays open and grows in place, so
/// that a reply of many small pieces costs time in proportion to its length.
struct DeltaBuffer {
  /// What a piece is, apart from its text.
  private enum Kind: Equatable {
    case text
    case reasoning(key: String)
    case refusal
    case arguments(call: Int)
  }

  private var closed: [Delta] = []
  private var kind: Kind?
  private var text = ""

  var isEmpty: Bool { closed.isEmpty && kind == nil }

  mutating func add(_ delta: ReplyDelta) {
    switch delta {
    case .text(let piece): add(piece, .text)
    case .part(let part, let text):
      close()
      closed.append(.part(part.serialized, text: text))
    case .reasoning(let piece, let key): add(piece, .reasoning(key: key))
    case .refusal(let piece): add(piece, .refusal)
    case .toolCall(let index, let id, let name, let arguments):
      if id != nil || name != nil { close() }
      if let id { closed.append(.callID(id, call: index)) }
      if let name { closed.append(.callName(name, call: index)) }
      if !arguments.isEmpty { add(arguments, .arguments(call: index)) }
    case .toolCallDetails(let index, let type, let extras):
      close()
      closed.append(.callType(type, call: index))
      let json = JSONValue.object(JSONObject(extras)).serialized
      if !extras.isEmpty { closed.append(.callExtras(json, call: index)) }
    }
  }

  /// Hands over everything and is empty.
  mutating func take() -> [Delta] {
    close()
    defer { closed = [] }
    return closed
  }

  /// Puts back what could not be stored.
  mutating func putBack(_ unstored: [Delta]) {
    closed.insert(contentsOf: unstored, at: 0)
  }

  private mutating func add(_ piece: String, _ newKind: Kind) {
    if kind != newKind {
      close()
      kind = newKind
    }
    text += piece
  }

  private mutating func close() {
    switch kind {
    case .text: closed.append(.text(text))
    case .reasoning(let key): closed.append(.reasoning(text, key: key))
    case .refusal: closed.append(.refusal(text))
    case .arguments(let call): closed.append(.callArguments(text, call: call))
    case nil: return
    }
    kind = nil
    text = ""
  }
}
