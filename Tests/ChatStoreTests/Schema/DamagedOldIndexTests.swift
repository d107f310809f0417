import ChatTestSupport
import Foundation
import Testing

@testable import ChatStore

@Suite("A store whose old search index is damaged is brought up to date all the same")
struct DamagedOldIndexTests {
  @Test(
    "The index is made anew",
    arguments: [
      "DROP TABLE message_fts_config", "DROP TABLE message_fts_data", "DROP TABLE message_fts_idx",
      "DELETE FROM message_fts_config", "UPDATE message_fts_config SET v = 99 WHERE k = 'version'",
      "DELETE FROM message_fts_data", "DROP TABLE message_fts", "DROP TABLE search_mark",
      "DROP INDEX turn_usage",
      "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE name = 'message_fts'",
    ])
  func damaged(_ damage: String) throws {
    try withStoreFile { path in
      let witness = path + ".witness"
      try FileManager.default.createDirectory(
        atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try OldStore.makeWitness(at: witness)
      _ = try OldStore(at: path, version: 12, witness: witness)
      try RawDatabase(path).run(damage)
      let store = try ChatStore.open(path: path, creating: false)
      #expect(try store.search("世界").count == 1)
      #expect(try store.examine().findings == [])
    }
  }
}
