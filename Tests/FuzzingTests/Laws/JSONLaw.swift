@testable import ChatCompletions

/// A JSON text is read strictly, and what was read is written so that it reads the same again.
package enum JSONLaw {
  /// Holds a text, which may be no JSON at all, to the law.
  /// - Throws: `BrokenLaw`.
  package static func check(_ text: [UInt8]) throws {
    let value: JSONValue
    do {
      value = try JSONValue(parsing: text)
    } catch {
      guard (0...text.count).contains(error.offset), !error.reason.isEmpty else {
        throw BrokenLaw("an error names a place in the text", "\(error)")
      }
      guard !isPassedOver(text) else {
        throw BrokenLaw("what is not read is not passed over", "\(error)")
      }
      return
    }
    guard isPassedOver(text) else { throw BrokenLaw("what is read can be passed over") }
    try checkWriting(of: value)
    let numbers = Self.numbers(in: text)
    guard Self.numbers(of: value) == numbers else {
      throw BrokenLaw(
        "a number keeps its text", "\(Self.numbers(of: value)) was written \(numbers)")
    }
    try checkUse(of: value)
  }

  private static func checkWriting(of value: JSONValue) throws {
    let written = value.serialized
    let again: JSONValue
    do {
      again = try JSONValue(parsing: written)
    } catch {
      throw BrokenLaw("what was written can be read", "\(error): \(written)")
    }
    guard again == value, again.serialized.utf8.elementsEqual(written.utf8) else {
      throw BrokenLaw("what was written reads the same", written)
    }
    guard !written.utf8.contains(where: { $0 < 0x20 }) else {
      throw BrokenLaw("no control character is written as it is", written)
    }
  }

  /// Whether the scanner walks over the text without reading it, as over a chunk's unknown members.
  private static func isPassedOver(_ text: [UInt8]) -> Bool {
    text.withUnsafeBytes { bytes in
      guard JSONScanner.utf8Error(in: bytes) == nil else { return false }
      var scanner = JSONScanner(bytes)
      if text.starts(with: [0xEF, 0xBB, 0xBF]) { scanner.position = 3 }
      scanner.skipSpace()
      do throws(JSONError) {
        try scanner.skipValue()
        try scanner.expectEnd()
        return true
      } catch {
        return false
      }
    }
  }

  /// The numbers of a text that is JSON: runs of their characters outside of strings.
  private static func numbers(in text: [UInt8]) -> [String] {
    var numbers: [String] = []
    var run: [UInt8] = []
    var isString = false
    var isEscaped = false
    for byte in text + [0x20] {
      if isString {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isString = false
        }
        continue
      }
      if byte == UInt8(ascii: "\"") { isString = true }
      let begins = byte == UInt8(ascii: "-") || (0x30...0x39).contains(byte)
      if begins || (!run.isEmpty && "+.eE".utf8.contains(byte)) {
        run.append(byte)
      } else if !run.isEmpty {
        numbers.append(String(decoding: run, as: UTF8.self))
        run = []
      }
    }
    return numbers
  }

  private static func numbers(of value: JSONValue) -> [String] {
    switch value {
    case .number(let text): [text]
    case .array(let elements): elements.flatMap(numbers(of:))
    case .object(let object): object.members.flatMap { numbers(of: $0.value) }
    case .null, .bool, .string: []
    }
  }

  /// Whoever asks a value for something gets an answer, whatever it holds.
  private static func checkUse(of value: JSONValue) throws {
    if let number = value.doubleValue, !number.isFinite { throw BrokenLaw("a number is finite") }
    if let whole = value.intValue, let number = value.doubleValue,
      abs(Double(whole) - number) > abs(number) * 0x1p-50
    {
      throw BrokenLaw("a whole number is that number", "\(whole) is not \(number)")
    }
    if let error = EndpointError(json: value), error.message.asSentence.unicodeScalars.count > 501 {
      throw BrokenLaw("an endpoint's words are a sentence", error.message)
    }
    _ = TokenUsage(json: value)
    for element in value.arrayValue ?? [] { try checkUse(of: element) }
    for member in value.objectValue?.members ?? [] { try checkUse(of: member.value) }
  }
}
