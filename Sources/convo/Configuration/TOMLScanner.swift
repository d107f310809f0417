/// Walks over a TOML text and notes where keys and values stand.
///
/// It knows as much of the grammar as it needs to find the end of every value, and forgives what it
/// does not understand: whether the text is TOML is for the TOML library to say.
struct TOMLScanner {
  /// The most parts of one key and the deepest nesting of values.
  ///
  /// The TOML library walks tables recursively and bounds only nested values, so that a key of some
  /// thousand parts would end the program.
  static let depthLimit = 16

  let bytes: [UInt8]
  var position = 0
  private(set) var entries: [TOMLEntry] = []
  private(set) var problem: TOMLOutline.Problem?
  /// The offsets of comments that do not stand behind a value.
  var comments: [Int] = []
  private var section: [TOMLKey] = []

  /// Begins at the start of a text.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  /// The byte at the position, or further on; nil at the end.
  func peek(_ ahead: Int = 0) -> UInt8? {
    let index = position + ahead
    return bytes.indices.contains(index) ? bytes[index] : nil
  }

  /// Notes why the text must not be given to the TOML library; the first reason stays.
  mutating func note(_ reason: String, at offset: Int) {
    if problem == nil { problem = .init(offset: offset, reason: reason) }
  }

  /// Reads the whole text.
  mutating func scan() {
    skipBlank()
    while let byte = peek() {
      if byte == UInt8(ascii: "[") { scanHeader() } else { scanPair() }
      skipLine()
      skipBlank()
    }
  }

  private mutating func scanHeader() {
    let start = position
    let isArray = peek(1) == UInt8(ascii: "[")
    position += isArray ? 2 : 1
    guard let path = scanKey(), peek() == UInt8(ascii: "]") else { return }
    position += isArray ? 2 : 1
    section = path
    entries.append(
      TOMLEntry(
        kind: isArray ? .arrayHeader : .header, path: path, sectionDepth: path.count, start: start,
        value: start..<min(position, bytes.count)))
  }

  private mutating func scanPair() {
    let start = position
    guard let key = scanKey(), peek() == UInt8(ascii: "=") else { return }
    position += 1
    skipSpace()
    let path = section + key
    let value = position
    scanValue(path, depth: 0)
    entries.append(
      TOMLEntry(
        kind: .pair, path: path, sectionDepth: section.count, start: start, value: value..<position)
    )
  }

  /// Reads one value; with a path, the pairs of an inline table are noted.
  private mutating func scanValue(_ path: [TOMLKey]?, depth: Int) {
    switch peek() {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): _ = scanString()
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      guard depth < Self.depthLimit else {
        note("values are nested more than \(Self.depthLimit) deep", at: position)
        return
      }
      if peek() == UInt8(ascii: "[") {
        scanArray(depth: depth)
      } else {
        scanInlineTable(path, depth: depth)
      }
    default: scanWord()
    }
  }

  private mutating func scanArray(depth: Int) {
    position += 1
    skipBlank()
    while let byte = peek(), byte != UInt8(ascii: "]") {
      let before = position
      scanValue(nil, depth: depth + 1)
      skipBlank()
      if peek() == UInt8(ascii: ",") { position += 1 }
      skipBlank()
      if position == before { return }
    }
    if peek() != nil { position += 1 }
  }

  private mutating func scanInlineTable(_ path: [TOMLKey]?, depth: Int) {
    position += 1
    skipBlank()
    while let byte = peek(), byte != UInt8(ascii: "}") {
      let start = position
      guard let key = scanKey(), peek() == UInt8(ascii: "=") else { return }
      position += 1
      skipSpace()
      let value = position
      scanValue(path.map { $0 + key }, depth: depth + 1)
      if let path {
        entries.append(
          TOMLEntry(
            kind: .inlinePair, path: path + key, sectionDepth: path.count, start: start,
            value: value..<position))
      }
      skipBlank()
      if peek() == UInt8(ascii: ",") { position += 1 }
      skipBlank()
    }
    if peek() != nil { position += 1 }
  }

  /// A number, truth value or date; a date may have a space in it.
  private mutating func scanWord() {
    let start = position
    while let byte = peek(), !",]}#\r\n".utf8.contains(byte) { position += 1 }
    while position > start, " \t".utf8.contains(bytes[position - 1]) { position -= 1 }
  }
}
