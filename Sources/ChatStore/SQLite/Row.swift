import CSQLite

/// One row of a result, lent while its statement stands on it.
///
/// A value of another type than asked for is an error that names the column: the file may have
/// been damaged or written by another program, and no data may trap.
struct Row: ~Copyable {
  private let statement: OpaquePointer
  private let sql: StaticString

  init(statement: OpaquePointer, sql: StaticString) {
    self.statement = statement
    self.sql = sql
  }

  func integer(_ column: Int32) throws(SQLiteError) -> Int64 {
    guard let value = try optionalInteger(column) else { throw mismatch(column, "an integer") }
    return value
  }

  func optionalInteger(_ column: Int32) throws(SQLiteError) -> Int64? {
    switch sqlite3_column_type(statement, column) {
    case SQLITE_NULL: return nil
    case SQLITE_INTEGER: return sqlite3_column_int64(statement, column)
    default: throw mismatch(column, "an integer")
    }
  }

  /// An integer that counts something and therefore fits an Int on every platform.
  func count(_ column: Int32) throws(SQLiteError) -> Int {
    Int(clamping: try integer(column))
  }

  func optionalCount(_ column: Int32) throws(SQLiteError) -> Int? {
    try optionalInteger(column).map { Int(clamping: $0) }
  }

  func real(_ column: Int32) -> Double {
    sqlite3_column_double(statement, column)
  }

  func text(_ column: Int32) throws(SQLiteError) -> String {
    guard let value = try optionalText(column) else { throw mismatch(column, "text") }
    return value
  }

  /// The text, NUL characters included; bytes that are not UTF-8 come out as U+FFFD.
  func optionalText(_ column: Int32) throws(SQLiteError) -> String? {
    switch sqlite3_column_type(statement, column) {
    case SQLITE_NULL: return nil
    case SQLITE_TEXT:
      guard let start = sqlite3_column_text(statement, column) else { return "" }
      let count = Int(sqlite3_column_bytes(statement, column))
      return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    default: throw mismatch(column, "text")
    }
  }

  /// The bytes of whatever is there; of nothing, none.
  func bytes(_ column: Int32) -> [UInt8] {
    guard let start = sqlite3_column_blob(statement, column) else { return [] }
    let count = Int(sqlite3_column_bytes(statement, column))
    return Array(UnsafeRawBufferPointer(start: start, count: count))
  }

  /// The text, nil for none; bytes that are not UTF-8 are an error.
  func exactText(_ column: Int32) throws -> String? {
    guard sqlite3_column_type(statement, column) == SQLITE_TEXT,
      let start = sqlite3_column_text(statement, column)
    else { return try optionalText(column) }
    let bytes = UnsafeBufferPointer(
      start: start, count: Int(sqlite3_column_bytes(statement, column)))
    guard let text = String(validating: bytes, as: UTF8.self) else { throw NotUTF8() }
    return text
  }

  /// A text holds bytes that are not UTF-8.
  struct NotUTF8: Error {}

  /// The value as text, whatever it is; for naming rows in a report.
  func lossyText(_ column: Int32) -> String {
    guard let start = sqlite3_column_text(statement, column) else { return "nothing" }
    return String(cString: start)
  }

  /// The first 200 characters of a text that was read as a blob, as SQL's `substr` stops at NUL.
  func beginning(_ column: Int32) throws(SQLiteError) -> String {
    // Of no bytes SQL makes NULL.
    let bytes = try optionalBlob(column) ?? []
    // The piece may end within a character.
    let tail = bytes.suffix(4).lastIndex { $0 & 0xC0 != 0x80 } ?? bytes.startIndex
    let isCut =
      bytes.count >= Self.beginningBytes && String(validating: bytes[tail...], as: UTF8.self) == nil
    let text = String(decoding: isCut ? bytes[..<tail] : bytes[...], as: UTF8.self)
    return String(String.UnicodeScalarView(text.unicodeScalars.prefix(200)))
  }

  /// How many bytes `beginning` needs at most.
  private static let beginningBytes = 800

  func blob(_ column: Int32) throws(SQLiteError) -> [UInt8] {
    guard let value = try optionalBlob(column) else { throw mismatch(column, "a blob") }
    return value
  }

  func optionalBlob(_ column: Int32) throws(SQLiteError) -> [UInt8]? {
    switch sqlite3_column_type(statement, column) {
    case SQLITE_NULL: return nil
    case SQLITE_BLOB:
      guard let start = sqlite3_column_blob(statement, column) else { return [] }
      let count = Int(sqlite3_column_bytes(statement, column))
      return [UInt8](UnsafeRawBufferPointer(start: start, count: count))
    default: throw mismatch(column, "a blob")
    }
  }

  /// A UUID; nil for other bytes.
  func identifier<Tag>(_ column: Int32, of tag: Tag.Type) throws(SQLiteError) -> Identifier<Tag>? {
    guard sqlite3_column_type(statement, column) == SQLITE_BLOB,
      let start = sqlite3_column_blob(statement, column),
      sqlite3_column_bytes(statement, column) == 16
    else { return nil }
    return Identifier(
      high: UInt64(bigEndian: start.loadUnaligned(as: UInt64.self)),
      low: UInt64(bigEndian: start.loadUnaligned(fromByteOffset: 8, as: UInt64.self)))
  }

  /// The value, whatever its type is.
  func value(_ column: Int32) throws(SQLiteError) -> SQLiteValue {
    switch sqlite3_column_type(statement, column) {
    case SQLITE_INTEGER: .integer(sqlite3_column_int64(statement, column))
    case SQLITE_FLOAT: .real(real(column))
    case SQLITE_TEXT: .text(try text(column))
    case SQLITE_BLOB: .blob(try blob(column))
    default: .null
    }
  }

  func time(_ column: Int32) throws(SQLiteError) -> Timestamp {
    Timestamp(milliseconds: try integer(column))
  }

  func optionalTime(_ column: Int32) throws(SQLiteError) -> Timestamp? {
    try optionalInteger(column).map(Timestamp.init(milliseconds:))
  }

  /// The error for a value that SQLite holds but convo cannot have written.
  func mismatch(_ column: Int32, _ expected: String) -> SQLiteError {
    let name = sqlite3_column_name(statement, column).map { String(cString: $0) } ?? "\(column)"
    return SQLiteError(
      code: SQLITE_MISMATCH, message: "column \(name) does not hold \(expected)",
      statement: sql.description)
  }
}
