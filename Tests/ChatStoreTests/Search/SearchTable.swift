import CSQLite

/// An FTS5 table in memory, reached without the store, so that tokenizer and expressions are tested
/// against SQLite itself.
final class SearchTable {
  struct Failure: Error, CustomStringConvertible {
    let code: Int32
    let description: String
  }

  private let database: OpaquePointer

  init(tokenizer: String = "cjk") throws {
    var opened: OpaquePointer?
    let code = sqlite3_open_v2(
      ":memory:", &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY, nil)
    guard let opened, code == SQLITE_OK else {
      sqlite3_close(opened)
      throw Failure(code: code, description: "cannot open a database in memory")
    }
    database = opened
    for register in [csqlite_register_cjk, csqlite_register_excerpt] {
      let registered = register(database)
      guard registered == SQLITE_OK else { throw failure(registered) }
    }
    try run("CREATE VIRTUAL TABLE f USING fts5(text, tokenize='\(tokenizer)')")
    try run("CREATE VIRTUAL TABLE v USING fts5vocab(f, instance)")
  }

  deinit { sqlite3_close(database) }

  /// Indexes texts under the row ids 1, 2, ….
  convenience init(_ texts: String...) throws {
    try self.init()
    for text in texts { try insert(text.utf8) }
  }

  func insert(_ bytes: some Sequence<UInt8>) throws {
    try run("INSERT INTO f(text) VALUES (\(literal(bytes)))")
  }

  /// The ids of the rows that match an expression of FTS5, in order.
  func rows(matching expression: String) throws -> [Int] {
    try run("SELECT rowid FROM f WHERE f MATCH \(literal(expression.utf8)) ORDER BY rowid")
      .compactMap { $0.first.flatMap { Int($0) } }
  }

  /// The ids of the rows of which something is indexed.
  func indexedRows() throws -> [Int] {
    try run("SELECT DISTINCT doc FROM v").compactMap { $0.first.flatMap { Int($0) } }
  }

  /// What is indexed, as "offset:token" in the order of offsets and then tokens.
  func tokens() throws -> [String] {
    try run("SELECT offset || ':' || term FROM v ORDER BY doc, offset, term").map { $0.joined() }
  }

  /// The excerpts of the texts that match, with what matched in brackets.
  func excerpts(_ expression: String) throws -> [String] {
    try run(
      """
      SELECT replace(replace(excerpt(f, 120, text), char(2), '['), char(3), ']') FROM f
      WHERE f MATCH \(literal(expression.utf8)) ORDER BY rowid
      """
    ).map { $0.joined() }
  }

  /// The rows of a statement, each column as text.
  @discardableResult func run(_ sql: String) throws -> [[String]] {
    var statement: OpaquePointer?
    let prepared = sqlite3_prepare_v2(database, sql, -1, &statement, nil)
    guard prepared == SQLITE_OK else { throw failure(prepared) }
    defer { sqlite3_finalize(statement) }
    var rows: [[String]] = []
    while true {
      let code = sqlite3_step(statement)
      if code == SQLITE_DONE { return rows }
      guard code == SQLITE_ROW else { throw failure(code) }
      rows.append(
        (0..<sqlite3_column_count(statement)).map { column in
          sqlite3_column_text(statement, column).map { String(cString: $0) } ?? ""
        })
    }
  }

  /// Bytes as a text value, whether or not they are UTF-8.
  private func literal(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var hexadecimal: [UInt8] = []
    for byte in bytes {
      hexadecimal.append(digits[Int(byte >> 4)])
      hexadecimal.append(digits[Int(byte & 15)])
    }
    return "CAST(x'" + String(decoding: hexadecimal, as: UTF8.self) + "' AS TEXT)"
  }

  private func failure(_ code: Int32) -> Failure {
    Failure(code: code, description: String(cString: sqlite3_errmsg(database)))
  }
}
