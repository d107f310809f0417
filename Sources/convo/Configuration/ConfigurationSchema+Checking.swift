import ChatCompletions

extension ConfigurationSchema {
  /// Checks every key and value of a document.
  /// - Throws: The first error in the order of the text, with its place.
  static func check(_ document: TOMLDocument) throws(ConfigurationError) {
    try check(document.root, [], document)
  }

  /// Checks one value; without a place it comes from the command line.
  static func check(
    _ value: JSONValue, kind: SettingKind, key: [TOMLKey], place: TextPlace?
  ) throws(ConfigurationError) {
    guard kind.accepts(value) else {
      throw .wrongValue(key.written, place, expected: kind.expected)
    }
  }

  /// Says what is wrong with a key that has no setting.
  static func unknown(
    _ path: [TOMLKey], beside candidates: [String], place: TextPlace?
  ) -> ConfigurationError {
    let suggestion = path.last?.text.closest(in: candidates).map {
      (path.dropLast() + [TOMLKey($0)]).written
    }
    return .unknownKey(path.written, place, suggestion: suggestion)
  }

  private static func check(
    _ table: JSONObject, _ path: [TOMLKey], _ document: TOMLDocument
  ) throws(ConfigurationError) {
    for member in table.members {
      let path = path + [TOMLKey(member.key)]
      let place = document.place(of: path)
      switch lookup(path) {
      case .open: continue
      case .secret: throw .secret(path.written, place)
      case .unknown(let candidates): throw unknown(path, beside: candidates, place: place)
      case .setting(let kind): try check(member.value, kind: kind, key: path, place: place)
      case .table:
        guard case .object(let object) = member.value else {
          throw .wrongValue(path.written, place, expected: "a table, [\(path.written)]")
        }
        try check(object, path, document)
      }
    }
  }
}
