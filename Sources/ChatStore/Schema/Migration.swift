import CMigrations
import Crypto
import Glibc

/// One step of the schema, as it is embedded from the folder `Migrations`.
struct Migration {
  /// The file's name, for example `0001_conversations.sql`.
  let name: String
  /// The SQL; lives as long as the program.
  let sql: UnsafePointer<CChar>

  /// How many there are, which is the version of a store that is up to date.
  static var count: Int { Int(cmigrations_count()) }

  /// All of them in order.
  static var all: [Migration] {
    (0..<cmigrations_count()).compactMap { index in
      guard let name = cmigrations_name(index), let sql = cmigrations_sql(index) else { return nil }
      return Migration(name: String(cString: name), sql: sql)
    }
  }

  /// SHA-256 of the SQL: a released migration never changes.
  var checksum: [UInt8] {
    var hasher = SHA256()
    hasher.update(bufferPointer: UnsafeRawBufferPointer(start: sql, count: strlen(sql)))
    return hasher.finalize().withUnsafeBytes { [UInt8]($0) }
  }
}
