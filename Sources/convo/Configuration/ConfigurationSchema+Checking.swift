import ChatCompletions

extension ConfigurationSchema {
  /// Checks every key and value of a document.
  /// - Throws: The first error in the order of the text, with its place.
  static func check(_ document: TOMLDocument) throws(ConfigurationError) {
    try check(document.root, [], document)
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
      switch (lookup(path), member.value) {
      case (.open, _): continue
      case (.setting(let kind), let value) where kind.accepts(value): continue
      case (.table, .object(let object)): try check(object, path, document)
      // Finding a place reads the text from its start, so only errors do it.
      case (let found, _): throw wrong(found, path, document.place(of: path))
      }
    }
  }

  private static func wrong(
    _ found: Lookup, _ path: [TOMLKey], _ place: TextPlace
  ) -> ConfigurationError {
    switch found {
    case .secret: .secret(path.written, place)
    case .unknown(let candidates): unknown(path, beside: candidates, place: place)
    case .setting(let kind): .wrongValue(path.written, place, expected: kind.expected)
    case .table, .open:
      .wrongValue(path.written, place, expected: "a table, [\(path.written)]")
    }
  }
}
