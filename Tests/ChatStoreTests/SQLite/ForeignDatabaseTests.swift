import ChatTestSupport
import Foundation
import Testing

@testable import ChatStore

struct ForeignDatabaseTests {
  /// Another program, as long as it has its database open.
  private final class Program {
    private var database: RawDatabase?

    init(_ path: String) throws {
      database = try RawDatabase(path)
    }

    func run(_ sql: String) throws { _ = try database?.run(sql) }
    func close() { database = nil }
  }

  /// Runs a test with a database of another program in a folder of its own.
  private func withDatabase(
    _ script: String..., body: (_ path: String, _ program: Program) throws -> Void
  ) throws {
    try withStoreFile { path in
      let folder = (path as NSString).deletingLastPathComponent
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      let file = folder + "/other.db"
      let program = try Program(file)
      for statement in script { try program.run(statement) }
      try body(file, program)
    }
  }

  private func names(_ path: String) throws -> [String] {
    var names: [String] = []
    let database = try ForeignDatabase(path: path, busyTimeout: 0)
    try database.forEach("SELECT * FROM thing ORDER BY name") { row in
      names.append(row.text("name") ?? "")
      return true
    }
    try database.checkUnchanged()
    return names
  }

  private func files(beside path: String) throws -> [String: Data] {
    let folder = (path as NSString).deletingLastPathComponent
    var files: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      files[name] = try Data(contentsOf: URL(filePath: folder + "/" + name))
    }
    return files
  }

  @Test(
    "Reading changes no byte and leaves no file, whatever the way in which its program writes",
    arguments: ["DELETE", "WAL"])
  func traceless(mode: String) throws {
    try withDatabase(
      "PRAGMA journal_mode = \(mode)", "CREATE TABLE thing (name TEXT)",
      "INSERT INTO thing VALUES ('a'), ('b')"
    ) { path, program in
      program.close()
      let before = try files(beside: path)
      #expect(try names(path) == ["a", "b"])
      #expect(try files(beside: path) == before)
    }
  }

  @Test("What is still in the log is read, with an index beside it and without")
  func log() throws {
    try withDatabase(
      "PRAGMA journal_mode = WAL", "PRAGMA wal_autocheckpoint = 0",
      "CREATE TABLE thing (name TEXT)",
      "INSERT INTO thing VALUES ('logged')"
    ) { path, program in
      #expect(try names(path) == ["logged"])
      let copy = (path as NSString).deletingLastPathComponent + "/copy.db"
      for suffix in ["", "-wal"] {
        try FileManager.default.copyItem(atPath: path + suffix, toPath: copy + suffix)
      }
      let before = try files(beside: path)
      #expect(try names(copy) == ["logged"])
      #expect(try files(beside: path).keys.sorted() == before.keys.sorted())
      #expect(try files(beside: path)["copy.db-wal"] == before["copy.db-wal"])
      program.close()
    }
  }

  @Test("A database that its program has locked is refused with a sentence")
  func locked() throws {
    try withDatabase("CREATE TABLE thing (name TEXT)") { path, program in
      try program.run("BEGIN EXCLUSIVE")
      let error = #expect(throws: ForeignDatabaseError.self) { try names(path) }
      #expect(error?.isBusy == true)
      #expect(
        error?.description
          == "\(path) cannot be read: another program has locked it; try again when that has finished."
      )
      program.close()
    }
  }

  @Test(
    "What is no database is refused with a sentence",
    arguments: [
      ("", "it is not a SQLite database"), ("SQLite format 4", "it is not a SQLite database"),
    ])
  func noDatabase(text: String, reason: String) throws {
    try withDatabase { path, program in
      program.close()
      try text.write(toFile: path, atomically: false, encoding: .utf8)
      let error = #expect(throws: ForeignDatabaseError.self) { try ForeignDatabase(path: path) }
      #expect(error?.reason == reason)
      #expect(throws: ForeignDatabaseError.self) { try ForeignDatabase(path: path + "/none") }
      #expect(throws: ForeignDatabaseError.self) { try ForeignDatabase(path: "/") }
    }
  }

  @Test("A file that was written to while it was read says so")
  func changed() throws {
    try withDatabase("PRAGMA journal_mode = WAL", "CREATE TABLE thing (name TEXT)") {
      path, program in
      program.close()
      let database = try ForeignDatabase(path: path)
      try database.checkUnchanged()
      let other = try Program(path)
      try other.run("INSERT INTO thing VALUES ('late')")
      other.close()
      #expect(throws: ForeignDatabaseError.self) { try database.checkUnchanged() }
    }
  }

  @Test(
    "Columns that are missing hold nothing, and values of other types are turned into what is asked"
  )
  func values() throws {
    try withDatabase(
      "CREATE TABLE thing (name, number, bytes)",
      "INSERT INTO thing VALUES (12, '34', x'ff41'), (NULL, 5.0, 'text'), (x'ff', 1e300, NULL)"
    ) { path, program in
      program.close()
      let database = try ForeignDatabase(path: path)
      var rows: [String] = []
      try database.forEach("SELECT * FROM thing ORDER BY rowid") { row in
        let values: [Any?] = [
          row.text("name"), row.integer("number"), row.bytes("bytes"), row.text("none"),
        ]
        rows.append(values.map { $0.map { "\($0)" } ?? "nil" }.joined(separator: " "))
        return true
      }
      #expect(
        rows == ["12 34 [255, 65] nil", "nil 5 [116, 101, 120, 116] nil", "\u{FFFD} nil nil nil"])
      #expect(try database.columns(of: "thing") == ["name", "number", "bytes"])
      #expect(try database.columns(of: "none").isEmpty)
    }
  }

  @Test(
    "How a file is opened depends on its log",
    arguments: [
      (false, true, true, ["readOnly"]), (true, false, true, ["immutable"]),
      (true, true, true, ["readOnly", "unlocked"]), (true, true, false, ["unlocked"]),
    ])
  func accesses(hasLogs: Bool, hasLog: Bool, hasIndex: Bool, expected: [String]) {
    let accesses = ForeignFile.accesses(hasLogs: hasLogs, hasLog: hasLog, hasIndex: hasIndex)
    #expect(accesses.map { "\($0)" } == expected)
  }
}
