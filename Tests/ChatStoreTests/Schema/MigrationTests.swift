import Foundation
import Testing

@testable import ChatStore

@Suite struct MigrationTests {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Migrations")

  @Test("The embedded migrations are the files of the folder, in order and to the byte")
  func embedded() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
      .filter { $0.hasSuffix(".sql") }.sorted()
    #expect(!names.isEmpty)
    #expect(Migration.all.map(\.name) == names)
    for migration in Migration.all {
      let file = try bytes(Self.folder.appendingPathComponent(migration.name).path)
      #expect(Array(String(cString: migration.sql).utf8) == file, "\(migration.name)")
    }
  }

  @Test("Migrations are numbered from 1 without a gap")
  func numbers() {
    #expect(Migration.count == Migration.all.count)
    for (index, migration) in Migration.all.enumerated() {
      #expect(Int(migration.name.prefix(4)) == index + 1)
    }
  }
}
