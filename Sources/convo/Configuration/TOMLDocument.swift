import CTOML
import ChatCompletions

/// A TOML text as values in the order of the text, with their places.
struct TOMLDocument: Sendable {
  /// The file's name in errors.
  let name: String
  /// Where everything stands.
  let outline: TOMLOutline
  /// The values; integers and floating-point numbers as JSON numbers.
  private(set) var root = JSONObject()

  /// Reads a text.
  /// - Throws: `ConfigurationError.syntax` for what is not TOML 1.0, and `wrongValue` for dates and
  ///   infinities, which JSON does not have.
  init(_ text: String, name: String) throws(ConfigurationError) {
    self.name = name
    outline = TOMLOutline(text)
    if let nul = outline.bytes.firstIndex(of: 0) {
      throw .syntax(place(ofOffset: nul), reason: "the character NUL cannot be used")
    }
    if let problem = outline.problem {
      throw .syntax(place(ofOffset: problem.offset), reason: problem.reason)
    }
    root = try object(parse(text), [])
  }

  private func parse(_ text: String) throws(ConfigurationError) -> JSONObject {
    var text = text
    var result = text.withUTF8 { utf8 in
      utf8.withMemoryRebound(to: CChar.self) { bytes in
        bytes.baseAddress.map { ctoml_parse($0, bytes.count) } ?? ctoml_parse("", 0)
      }
    }
    defer { ctoml_free(&result) }
    if let error = result.error {
      throw .syntax(
        TextPlace(file: name, line: Int(result.line), column: Int(result.column)),
        reason: String(cString: error))
    }
    guard let json = result.json, let root = try? JSONValue(parsing: String(cString: json)),
      let object = root.objectValue
    else {
      throw .syntax(TextPlace(file: name, line: 1, column: 1), reason: "it cannot be read")
    }
    return object
  }

  /// Where a key stands, or else the nearest thing above it.
  func place(of path: [TOMLKey]) -> TextPlace {
    var path = path
    while !path.isEmpty {
      if let offset = outline.offset(of: path) { return place(ofOffset: offset) }
      path.removeLast()
    }
    return place(ofOffset: 0)
  }

  /// The place of a byte.
  func place(ofOffset offset: Int) -> TextPlace {
    let position = outline.position(of: offset)
    return TextPlace(file: name, line: position.line, column: position.column)
  }

  /// Puts the members in the order of the text: toml++ sorts them by name, but parameters go out in
  /// the order in which they were written.
  private func object(
    _ table: JSONObject, _ path: [TOMLKey]
  ) throws(ConfigurationError) -> JSONObject {
    let members = table.members.map { member in
      (member: member, offset: outline.offset(of: path + [TOMLKey(member.key)]) ?? Int.max)
    }
    let ordered = members.enumerated().sorted {
      ($0.element.offset, $0.offset) < ($1.element.offset, $1.offset)
    }
    var result = JSONObject()
    for (_, (member, _)) in ordered {
      let value = try self.value(member.value, path + [TOMLKey(member.key)])
      result.members.append(JSONMember(key: member.key, value: value))
    }
    return result
  }

  private func value(
    _ value: JSONValue, _ path: [TOMLKey]
  ) throws(ConfigurationError) -> JSONValue {
    switch value {
    case .object(let table): return .object(try object(table, path))
    case .array(let values):
      var result: [JSONValue] = []
      for value in values { result.append(try self.value(value, path)) }
      return .array(result)
    case .null:
      throw .wrongValue(
        path.written, place(of: path),
        expected: "something that JSON has, not a date or infinity")
    default: return value
    }
  }
}
