import ChatCompletions
import ChatTestSupport

/// Spoils JSON: drops what must be there, changes types, repeats names, makes circles.
struct JSONMutator {
  var generator: SeededGenerator
  private var texts: [String] = []

  init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
  }

  /// A value that differs in a few places.
  mutating func spoiled(_ value: JSONValue, changes: Int) -> JSONValue {
    texts = []
    gather(value)
    var value = value
    for _ in 0..<changes { value = changed(value) }
    return value
  }

  /// Lines in which some are missing, doubled, or elsewhere.
  mutating func spoiled(_ lines: [JSONValue], changes: Int) -> [JSONValue] {
    guard case .array(var lines) = spoiled(.array(lines), changes: changes) else { return lines }
    if generator.once(in: 3) { lines.shuffle(using: &generator) }
    return lines
  }

  private mutating func gather(_ value: JSONValue) {
    switch value {
    case .string(let text): texts.append(text)
    case .array(let elements): for element in elements { gather(element) }
    case .object(let object): for member in object.members { gather(member.value) }
    default: break
    }
  }

  private mutating func changed(_ value: JSONValue) -> JSONValue {
    switch value {
    case .array(var elements) where !elements.isEmpty && !generator.once(in: 12):
      let index = Int.random(in: elements.indices, using: &generator)
      switch Int.random(in: 0..<10, using: &generator) {
      case 0: elements.remove(at: index)
      case 1: elements.append(elements[index])
      case 2: elements.swapAt(index, elements.startIndex)
      default: elements[index] = changed(elements[index])
      }
      return .array(elements)
    case .object(var object) where !object.members.isEmpty && !generator.once(in: 12):
      let index = Int.random(in: object.members.indices, using: &generator)
      switch Int.random(in: 0..<12, using: &generator) {
      case 0: object.members.remove(at: index)
      case 1: object.members.append(object.members[index])
      case 2: object.members[index].key = texts.randomElement(using: &generator) ?? "x"
      default: object.members[index].value = changed(object.members[index].value)
      }
      return .object(object)
    default: return other
    }
  }

  private var other: JSONValue {
    mutating get {
      switch Int.random(in: 0..<14, using: &generator) {
      case 0: .null
      case 1: .bool(generator.once(in: 2))
      case 2: .number("-1")
      case 3: .number("1e308")
      case 4: .number("99999999999999999999")
      case 5: .number("1700000000.5")
      case 6: .array([])
      case 7: .object([:])
      case 8: .string("")
      case 9: .string(generator.text())
      case 10: ["type": .string(texts.randomElement(using: &generator) ?? ""), "text": 1]
      default: .string(texts.randomElement(using: &generator) ?? "x")
      }
    }
  }
}
