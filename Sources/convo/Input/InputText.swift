/// Bytes as a prompt's text.
enum InputText {
  /// The most text that is taken, in bytes.
  static let limit = 64 << 20

  /// Reads a descriptor to its end.
  ///
  /// Line ends at the end of the text are dropped, as a shell drops them from `$(…)`: nobody means
  /// the one that `echo` or an editor adds.
  static func read(
    _ descriptor: Int32, source: String, limit: Int = limit
  ) throws(PromptError) -> String {
    let bytes: [UInt8]
    do {
      bytes = try InputBytes.read(descriptor, limit: limit)
    } catch {
      switch error {
      case .tooLong: throw .tooLong(source: source, limit: limit)
      case .system(let error): throw .unreadable(source: source, reason: error.description)
      }
    }
    return try text(bytes, source: source)
  }

  /// Makes text of bytes.
  static func text(_ bytes: [UInt8], source: String) throws(PromptError) -> String {
    if let offset = bytes.firstIndex(of: 0) {
      throw .containsNUL(source: source, offset: offset)
    }
    var rest = bytes[...]
    while rest.last == UInt8(ascii: "\n") || rest.last == UInt8(ascii: "\r") { rest.removeLast() }
    guard let text = String(validating: rest, as: UTF8.self) else {
      throw .notUTF8(source: source, offset: firstInvalid(rest))
    }
    return text
  }

  private static func firstInvalid(_ bytes: ArraySlice<UInt8>) -> Int {
    var decoder = UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var offset = 0
    while case .valid(let scalar) = decoder.parseScalar(from: &iterator) { offset += scalar.count }
    return offset
  }
}
