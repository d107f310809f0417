import ChatCompletions
import TOMLKit

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
    do {
      root = try object(TOMLTable(string: text), [])
    } catch let error as ConfigurationError {
      throw error
    } catch let error as TOMLParseError {
      let begin = error.source.begin
      throw .syntax(
        TextPlace(file: name, line: begin.line, column: begin.column), reason: error.description)
    } catch {
      throw .syntax(TextPlace(file: name, line: 1, column: 1), reason: "it cannot be read")
    }
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

  private func object(_ table: TOMLTable, _ path: [TOMLKey]) throws -> JSONObject {
    let keys = table.keys.map { key in
      (key: key, offset: outline.offset(of: path + [TOMLKey(key)]) ?? Int.max)
    }
    // The library's tables are sorted by name; parameters go out in the order they were written.
    let ordered = keys.enumerated().sorted {
      ($0.element.offset, $0.offset) < ($1.element.offset, $1.offset)
    }
    var result = JSONObject()
    for (_, (key, _)) in ordered {
      guard let value = table[key] else { continue }
      let json = try self.value(value, path + [TOMLKey(key)])
      result.members.append(JSONMember(key: key, value: json))
    }
    return result
  }

  private func value(_ value: any TOMLValueConvertible, _ path: [TOMLKey]) throws -> JSONValue {
    if let text = value.string { return .string(text) }
    if let number = value.int { return JSONValue(number) }
    if let flag = value.bool { return .bool(flag) }
    if let number = value.double, number.isFinite { return JSONValue(number) }
    if let table = value.table { return .object(try object(table, path)) }
    if let array = value.array {
      return .array(try (0..<array.count).map { try self.value(array[$0], path) })
    }
    throw ConfigurationError.wrongValue(
      path.written, place(of: path), expected: "something that JSON has, not a date or infinity")
  }
}
