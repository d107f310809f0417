import ChatTestSupport
import Foundation
import Testing

@testable import ChatStore

@Suite struct StoreFileTests {
  @Test("A missing folder is made for its owner alone, and so are the files")
  func modes() throws {
    try withStoreFile { path in
      let deep = path + "/a/b/convo.db"
      let store = try ChatStore.open(path: deep)
      _ = try store.conversation([.user("1")])
      #expect(try mode(path) == 0o700)
      #expect(try mode(path + "/a/b") == 0o700)
      for suffix in ["", "-live", "-wal", "-shm"] {
        #expect(try mode(deep + suffix) == 0o600, "\(suffix)")
      }
    }
  }

  @Test("Without leave to make one, a store that is not there is an error and stays away")
  func notCreating() throws {
    try withStoreFile { path in
      expectError("noStore") { try ChatStore.open(path: path, creating: false) }
      #expect(!exists(path))
      #expect(!exists((path as NSString).deletingLastPathComponent))
    }
  }

  @Test("A folder is refused")
  func folder() throws {
    try withStoreFile { path in
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      expectError("inputOutput") { try ChatStore.open(path: path) }
    }
  }

  @Test("A path below a file is refused")
  func belowFile() throws {
    try withStoreFile { path in
      try write([1], to: path)
      expectError("inputOutput") { try ChatStore.open(path: path + "/convo.db") }
    }
  }

  @Test("An empty path is refused")
  func emptyPath() throws {
    expectError("inputOutput") { try ChatStore.open(path: "") }
  }

  @Test("An empty file becomes a store")
  func emptyFile() throws {
    try withStoreFile { path in
      try write([], to: path)
      _ = try ChatStore.open(path: path).conversation([.user("1")])
      #expect(try ChatStore.open(path: path, creating: false).conversations(limit: 9).count == 1)
    }
  }

  @Test(
    "A file that is no database is refused, and nothing is changed or left beside it",
    arguments: [1, 99, 100, 4096, 10_000])
  func notADatabase(_ size: Int) throws {
    try withStoreFile { path in
      let content = [UInt8](repeating: 0x61, count: size)
      try write(content, to: path)
      expectError("notAStore") { try ChatStore.open(path: path) }
      #expect(try bytes(path) == content)
      let folder = (path as NSString).deletingLastPathComponent
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["convo.db"])
    }
  }

  @Test("A database of another program is refused and left untouched")
  func otherProgram() throws {
    try withStoreFile { path in
      try write([], to: path)
      do {
        _ = try RawDatabase(path).run("PRAGMA application_id = 7; CREATE TABLE t (a); ")
      }
      let content = try bytes(path)
      expectError("notAStore") { try ChatStore.open(path: path) }
      #expect(try bytes(path) == content)
      #expect(!exists(path + "-live"))
    }
  }

  @Test("A link to a store has the same locks, and is written through like the store")
  func link() throws {
    try withStoreFile { path in
      let store = try ChatStore.open(path: path)
      let link = (path as NSString).deletingLastPathComponent + "-link"
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
      #expect(StoreFile(path: link).lockPath == StoreFile(path: path).lockPath)
      let (_, branch, _) = try store.conversation()
      let turn = try store.begin(on: branch, saying: "1")
      let other = try ChatStore.open(path: link)
      #expect(try other.recoverLostTurns() == 0)
      _ = turn
    }
  }

  @Test(
    "How a file is opened follows from what may be written and whether a log is left",
    arguments: [
      ("file folder", "readWrite"), ("file folder log", "readWrite"),
      ("file", "immutable"), ("folder", "immutable"), ("", "immutable"), ("index", "immutable"),
      ("folder log index", "readOnly"), ("file log index", "readOnly"),
      ("log", "unlocked"), ("file log", "unlocked"), ("folder log", "unlocked"),
    ])
  func access(_ facts: String, _ expected: String) {
    let facts = facts.split(separator: " ")
    let access = StoreFile.access(
      canWriteFile: facts.contains("file"), canWriteFolder: facts.contains("folder"),
      hasLog: facts.contains("log"), hasIndex: facts.contains("index"))
    #expect("\(access)" == expected)
  }

  @Test("A store that cannot be written is read, searched and examined, and refuses to be written")
  func readOnly() throws {
    try withStoreFile { path in
      do {
        let store = try ChatStore.open(path: path)
        let (_, branch, _) = try store.conversation([.user("the first words")], title: "kept")
        try store.exchange("more words", "an answer", on: branch)
      }
      for access: Connection.Access in [.immutable, .readOnly, .exclusive, .unlocked] {
        let store = ChatStore.opened(path, as: access)
        #expect(try store.conversations(limit: 9).map(\.title) == ["kept"])
        #expect(try store.search("words").count == 2)
        #expect(try store.search("words", limit: 1).count == 1)
        #expect(try store.examine().isClean)
        expectError("readOnly") { try store.conversation([.user("2")]) }
        expectError("readOnly") { try store.recoverLostTurns() }
      }
    }
  }
}
