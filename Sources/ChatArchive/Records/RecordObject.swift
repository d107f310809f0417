import ChatCompletions

/// A JSON object that is written member by member, without a tree in between.
///
/// A member without a value is left out.
struct RecordObject {
  private(set) var bytes: [UInt8] = []
  private var isFirst = true

  /// Begins an object.
  mutating func begin(_ type: StaticString) {
    bytes.removeAll(keepingCapacity: true)
    isFirst = true
    bytes.append(UInt8(ascii: "{"))
    add("type", literal: type)
  }

  /// Ends the line.
  mutating func end() {
    bytes.append(UInt8(ascii: "}"))
    bytes.append(UInt8(ascii: "\n"))
  }

  mutating func add(_ key: StaticString, _ text: String?) {
    guard let text else { return }
    self.key(key)
    bytes.appendJSON(text)
  }

  mutating func add(_ key: StaticString, literal text: StaticString) {
    self.key(key)
    bytes.append(UInt8(ascii: "\""))
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    bytes.append(UInt8(ascii: "\""))
  }

  mutating func add(_ key: StaticString, _ number: Int?) {
    guard let number else { return }
    self.key(key)
    bytes.append(contentsOf: String(number).utf8)
  }

  mutating func add(_ key: StaticString, hexadecimal blob: [UInt8]?) {
    guard let blob else { return }
    self.key(key)
    let digits: StaticString = "0123456789abcdef"
    bytes.append(UInt8(ascii: "\""))
    for byte in blob {
      bytes.append(digits.utf8Start[Int(byte >> 4)])
      bytes.append(digits.utf8Start[Int(byte & 15)])
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Writes JSON text as the value that it is.
  ///
  /// What would not come back to the byte is written as a string that holds the text, and so is what is
  /// a string itself, so that a reader can tell.
  mutating func add(_ key: StaticString, json text: String?) {
    guard let text else { return }
    self.key(key)
    if text == "{}" {
      bytes.append(contentsOf: text.utf8)
    } else if let value = try? JSONValue(parsing: text), value.stringValue == nil,
      value.serialized.hasSameBytes(as: text)
    {
      bytes.append(contentsOf: text.utf8)
    } else {
      bytes.appendJSON(text)
    }
  }

  /// Adds an object whose members `body` adds.
  mutating func add(_ key: StaticString, _ body: (inout RecordObject) -> Void) {
    self.key(key)
    object(body)
  }

  /// Adds an array with an object, or whatever `body` writes, for each element; none for no elements.
  mutating func add<Element>(
    _ key: StaticString, each elements: [Element], _ body: (inout RecordObject, Element) -> Void
  ) {
    guard !elements.isEmpty else { return }
    self.key(key)
    bytes.append(UInt8(ascii: "["))
    for (index, element) in elements.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      object { body(&$0, element) }
    }
    bytes.append(UInt8(ascii: "]"))
  }

  /// Adds an array of strings, empty or not.
  mutating func add(_ key: StaticString, strings: [String]) {
    self.key(key)
    bytes.append(UInt8(ascii: "["))
    for (index, text) in strings.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes.appendJSON(text)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  private mutating func object(_ body: (inout RecordObject) -> Void) {
    bytes.append(UInt8(ascii: "{"))
    isFirst = true
    body(&self)
    bytes.append(UInt8(ascii: "}"))
    isFirst = false
  }

  private mutating func key(_ key: StaticString) {
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    isFirst = false
    bytes.append(UInt8(ascii: "\""))
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount))
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
  }
}
