/// Finds the one place in a TOML text where a key must be set.
struct TOMLEdit {
  private let document: TOMLDocument
  private var bytes: [UInt8] { document.outline.bytes }
  private var entries: [TOMLEntry] { document.outline.entries }

  /// Works on a document.
  init(_ document: TOMLDocument) { self.document = document }

  /// The text with the key set to a value that is TOML already.
  func setting(_ path: [TOMLKey], to value: String) throws(ConfigurationError) -> String {
    let isThere = { (entry: TOMLEntry) in !entry.isHeader && entry.path == path }
    if let entry = entries.last(where: isThere) {
      guard !document.outline.hasComments(in: entry.value) else {
        throw .notEditable(
          path.written, document.place(ofOffset: entry.start),
          reason: "there are comments inside its value")
      }
      return replacing(entry.value, by: value)
    }
    try refuseWhatCannotBeInserted(path)
    let table = Array(path.dropLast())
    if table.isEmpty { return insertingAtTop(path, value) }
    if let index = entries.firstIndex(where: { $0.kind == .header && $0.path == table }) {
      let section = entries[(index + 1)...].prefix { !$0.isHeader }
      let last = section.last { $0.kind == .pair } ?? entries[index]
      return inserting("\(path.suffix(1).written) = \(value)", after: last)
    }
    // A table made by dotted keys must not get a header of its own (TOML 1.0, "Table").
    let dotted = entries.last { entry in
      entry.kind == .pair && entry.sectionDepth < table.count && entry.path.starts(with: table)
    }
    if let dotted {
      let key = path.dropFirst(dotted.sectionDepth)
      return inserting("\(key.written) = \(value)", after: dotted)
    }
    return appending(["[\(table.written)]", "\(path.suffix(1).written) = \(value)"])
  }

  private func refuseWhatCannotBeInserted(_ path: [TOMLKey]) throws(ConfigurationError) {
    for entry in entries where path.starts(with: entry.path) {
      let place = document.place(ofOffset: entry.start)
      let written = entry.path.written
      switch entry.kind {
      case .pair, .inlinePair:
        throw .notEditable(path.written, place, reason: "'\(written)' is written on one line")
      case .arrayHeader:
        throw .notEditable(path.written, place, reason: "'\(written)' is an array of tables")
      default: continue
      }
    }
    if document.outline.offset(of: path) != nil {
      throw .notEditable(path.written, document.place(of: path), reason: "it is a table")
    }
  }

  private func replacing(_ range: Range<Int>, by value: String) -> String {
    String(decoding: bytes[..<range.lowerBound], as: UTF8.self) + value
      + String(decoding: bytes[range.upperBound...], as: UTF8.self)
  }

  /// Inserts a line below an entry, indented as it is.
  private func inserting(_ line: String, after entry: TOMLEntry) -> String {
    let lineStart = bytes[..<entry.start].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let indent =
      bytes[lineStart..<entry.start].allSatisfy { $0 == 0x20 || $0 == 0x09 }
      ? String(decoding: bytes[lineStart..<entry.start], as: UTF8.self) : ""
    guard let end = bytes[entry.value.upperBound...].firstIndex(of: 0x0A) else {
      return String(decoding: bytes, as: UTF8.self) + newline + indent + line + newline
    }
    return replacing((end + 1)..<(end + 1), by: indent + line + newline)
  }

  /// Inserts a key that stands in no table: before the first header and the comment on it.
  private func insertingAtTop(_ path: [TOMLKey], _ value: String) -> String {
    let line = "\(path.written) = \(value)"
    if let last = entries.prefix(while: { !$0.isHeader }).last(where: { $0.kind == .pair }) {
      return inserting(line, after: last)
    }
    guard let header = entries.first else { return appending([line]) }
    let offset = startOfComment(above: header.start)
    return replacing(offset..<offset, by: line + newline + newline)
  }

  private func startOfComment(above offset: Int) -> Int {
    let afterMark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let lineStart = { (end: Int) in
      bytes[afterMark..<end].lastIndex(of: 0x0A).map { $0 + 1 } ?? afterMark
    }
    var start = lineStart(max(offset, afterMark))
    while start > afterMark {
      let above = lineStart(start - 1)
      let first = bytes[above..<start].first { $0 != 0x20 && $0 != 0x09 }
      guard first == UInt8(ascii: "#") else { return start }
      start = above
    }
    return start
  }

  private func appending(_ lines: [String]) -> String {
    var text = String(decoding: bytes, as: UTF8.self)
    if let last = bytes.last, last != 0x0A { text += newline }
    if lines.count > 1, !bytes.isEmpty { text += newline }
    return text + lines.map { $0 + newline }.joined()
  }

  private var newline: String {
    guard let end = bytes.firstIndex(of: 0x0A), end > 0 else { return "\n" }
    return bytes[end - 1] == 0x0D ? "\r\n" : "\n"
  }
}
