/// Parts a stream of bytes into the JSON values that it holds.
///
/// The bytes are an array of values, or values behind each other, one a line or not. Only the value at hand is
/// kept, and one that is too long is passed over, so that a stream of any length takes little memory. Values
/// are not checked: that is for whoever reads them. Where every value has a line of its own, one that
/// is broken costs no other.
struct JSONSplitter {
  /// How the values follow each other.
  private enum Form { case undecided, array, lines, values, ended }

  /// How many bytes of a value are kept.
  private let limit: Int
  private let read: (_ limit: Int) throws -> [UInt8]
  private var buffer: [UInt8] = []
  /// Where in the buffer the next piece begins.
  private var start = 0
  /// Where in the stream the buffer begins.
  private var base = 0
  private var isAtEnd = false
  private var isFirst = true
  private var form = Form.undecided

  private static let chunk = 1 << 18

  /// Begins with a stream.
  /// - Parameters:
  ///   - limit: How many bytes of a value are kept.
  ///   - read: Gives the next bytes, at most so many; none at the end.
  init(limit: Int, read: @escaping (_ limit: Int) throws -> [UInt8]) {
    self.limit = limit
    self.read = read
  }

  /// How many bytes of the stream have been passed.
  var offset: Int { base + start }

  /// The next piece; nil at the end.
  mutating func next() throws -> JSONPiece? {
    if form == .undecided, let broken = try decide() { return broken }
    switch form {
    case .undecided, .ended: return nil
    case .array: return try nextElement()
    case .lines: return try nextLine()
    case .values:
      try skipSpace()
      return isDone ? nil : try nextValue()
    }
  }

  // MARK: Forms

  private mutating func decide() throws -> JSONPiece? {
    try fill(to: 4)
    if buffer.starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
    if buffer.starts(with: [0xFF, 0xFE]) || buffer.starts(with: [0xFE, 0xFF]) {
      return broken("it is UTF-16; convert it to UTF-8, for example with iconv")
    }
    try skipSpace()
    guard !isDone else { return nil }
    guard current == UInt8(ascii: "[") else {
      form = .values
      return nil
    }
    form = .array
    start += 1
    return nil
  }

  private mutating func nextElement() throws -> JSONPiece? {
    try skipSpace()
    if isDone { return broken("it ends in the middle of an array; the end of the file is missing") }
    if current == UInt8(ascii: "]") {
      start += 1
      form = .ended
      try skipSpace()
      return isDone ? nil : broken("something follows behind the end of the array")
    }
    if !isFirst {
      guard current == UInt8(ascii: ",") else {
        return broken("a comma or the end of the array was expected")
      }
      start += 1
      try skipSpace()
      if isDone {
        return broken("it ends in the middle of an array; the end of the file is missing")
      }
    }
    return try nextValue()
  }

  /// A value by its own boundaries.
  private mutating func nextValue() throws -> JSONPiece? {
    guard ![UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}")].contains(current) else {
      return broken("a value was expected")
    }
    var boundary = JSONBoundary(first: current)
    let begin = offset
    var length = 0
    var isTooLong = false
    while true {
      let rest = buffer.withUnsafeBytes { bytes in
        boundary.end(in: UnsafeRawBufferPointer(rebasing: bytes[(start + length)...]))
      }
      if isFirst, form == .values, boundary.hasBrokenString { return try beginLines() }
      if let rest {
        length += rest
        break
      }
      length = buffer.count - start
      if length > limit {
        isTooLong = true
        pass(length)
        length = 0
      }
      guard try fillMore() else {
        // A number has no end of its own.
        if length > 0, !isTooLong, boundary.mayEndHere { break }
        form = .ended
        start = buffer.count
        return .broken(
          offset: begin, reason: "it ends in the middle of a value; the end of the file is missing")
      }
    }
    let value = buffer[start..<start + length]
    start += length
    if isFirst, form == .values, !boundary.spansLines { form = .lines }
    isFirst = false
    if isTooLong || length > limit { return .tooLong(offset: begin) }
    return .value(value, offset: begin)
  }

  /// The first line is broken; whatever stands in the others does not depend on it.
  private mutating func beginLines() throws -> JSONPiece? {
    form = .lines
    return try nextLine()
  }

  private mutating func nextLine() throws -> JSONPiece? {
    try skipSpace()
    guard !isDone else { return nil }
    isFirst = false
    let begin = offset
    var length = 0
    var isTooLong = false
    while true {
      let end = buffer[(start + length)...].firstIndex(of: 0x0A)
      if let end {
        length = end - start
        break
      }
      length = buffer.count - start
      if length > limit {
        isTooLong = true
        pass(length)
        length = 0
      }
      guard try fillMore() else { break }
    }
    let line = buffer[start..<start + length]
    start += length
    return isTooLong || length > limit ? .tooLong(offset: begin) : .value(line, offset: begin)
  }

  private mutating func broken(_ reason: String) -> JSONPiece {
    form = .ended
    return .broken(offset: offset, reason: reason)
  }

  // MARK: Bytes

  private var current: UInt8 { buffer[start] }
  private var isDone: Bool { start >= buffer.count && isAtEnd }

  private mutating func skipSpace() throws {
    while true {
      while start < buffer.count {
        switch buffer[start] {
        case 0x20, 0x09, 0x0A, 0x0D: start += 1
        default: return
        }
      }
      guard try fillMore() else { return }
    }
  }

  /// Gives up bytes of the value at hand.
  private mutating func pass(_ count: Int) {
    start += count
  }

  private mutating func fill(to count: Int) throws {
    while buffer.count - start < count, try fillMore() {}
  }

  /// Reads on; false at the end.
  private mutating func fillMore() throws -> Bool {
    guard !isAtEnd else { return false }
    if start >= Self.chunk || start == buffer.count {
      buffer.removeSubrange(..<start)
      base += start
      start = 0
    }
    let bytes = try read(Self.chunk)
    if bytes.isEmpty { isAtEnd = true }
    buffer += bytes
    return !bytes.isEmpty
  }
}
