import ChatCompletions
import ChatStore

/// The pieces of a reply that are not in the store yet; neighbours of one kind are joined.
///
/// Pure: the recorder decides when it is emptied.
struct DeltaBuffer {
  private(set) var deltas: [Delta] = []

  var isEmpty: Bool { deltas.isEmpty }

  mutating func add(_ delta: ReplyDelta) {
    switch delta {
    case .text(let text): join(.text(text))
    case .reasoning(let text, let key): join(.reasoning(text, key: key))
    case .refusal(let text): join(.refusal(text))
    case .toolCall(let index, let id, let name, let arguments):
      if let id { deltas.append(.callID(id, call: index)) }
      if let name { deltas.append(.callName(name, call: index)) }
      if !arguments.isEmpty { join(.callArguments(arguments, call: index)) }
    }
  }

  /// Hands over everything and is empty.
  mutating func take() -> [Delta] {
    defer { deltas = [] }
    return deltas
  }

  /// Puts back what could not be stored.
  mutating func putBack(_ unstored: [Delta]) {
    deltas.insert(contentsOf: unstored, at: 0)
  }

  private mutating func join(_ delta: Delta) {
    guard let last = deltas.popLast() else { return deltas.append(delta) }
    switch (last, delta) {
    case (.text(let old), .text(let new)): deltas.append(.text(old + new))
    case (.refusal(let old), .refusal(let new)): deltas.append(.refusal(old + new))
    case (.reasoning(let old, let key), .reasoning(let new, let newKey)) where key == newKey:
      deltas.append(.reasoning(old + new, key: key))
    case (.callArguments(let old, let call), .callArguments(let new, let newCall))
    where call == newCall:
      deltas.append(.callArguments(old + new, call: call))
    default:
      deltas.append(last)
      deltas.append(delta)
    }
  }
}
