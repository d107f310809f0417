import ChatTestSupport
import Testing

@testable import ChatStore

@Suite(
  "A long backlog is indexed in slices, beside each other, and the index is the same", .serialized)
struct BulkIndexTests {
  /// Takes every message out of the index, so that all of them wait.
  private static func forget(_ store: ChatStore) throws {
    try store.write { try SearchTables(connection: $0).make() }
  }

  private static func indexer(_ store: ChatStore, _ size: Int) throws -> BulkIndexer {
    try BulkIndexer(path: store.path, sliceSize: size, check: store.checkVersion)
  }

  private static func structure(_ store: ChatStore) throws -> IndexStructure? {
    let record = try store.read { connection in
      try connection.first("SELECT block FROM message_fts_data WHERE id = 10") { $0.bytes(0) }
    }
    return record.flatMap(IndexStructure.init)
  }

  /// What searches of all kinds find.
  private static func answers(_ store: ChatStore) throws -> [[String]] {
    try (SearchWorld.vocabulary + ["role:user alpha", "has:tool beta", "model:gpt-4o gamma", "库"])
      .flatMap { query in
        try [SearchOrder.newest, .relevance].map { order in
          try store.search(query, limit: .max, order: order).map {
            "\($0.message.description) \($0.snippet.text)"
          }
        }
      }
  }

  @Test(
    "Every word is where it would be if messages were indexed one after the other",
    arguments: [1, 2, 3])
  func same(seed: UInt64) async throws {
    try await apart {
      try withStoreFile { path in
        let clock = StoreSupportClock()
        let store = try ChatStore.open(path: path, clock: clock.now)
        for number in UInt64(0)..<5 {
          _ = try SearchWorld(store, clock: clock, seed: seed * 10 + number)
        }
        let before = try Self.answers(store)
        for size in [7, 50, 1000] {
          try Self.forget(store)
          let indexer = try Self.indexer(store, size)
          var left: [Int64] = []
          while try indexer.run(progress: { left.append($0) }) {}
          #expect(left == left.sorted(by: >) && left.count >= 200 / size)
          let waiting = try store.read { try SearchIndex(connection: $0).waiting() }
          #expect(waiting == 0)
          let after = try Self.answers(store)
          #expect(after == before)
          // Which compares every word, its document and its place.
          let examination = try store.examine()
          #expect(examination.findings == [])
        }
      }
    }
  }

  @Test("A row number that was given before is not taken for the one whose words were taken out")
  func again() async throws {
    try await apart {
      try withStoreFile { path in
        let store = try ChatStore.open(path: path)
        let messages = try store.conversation((0..<140).map { .user("word \($0)") }).messages
        _ = try store.search("word")
        // The words are still in a segment, and a newer one says that they are gone.
        try store.write { connection in
          let indexer = SearchIndexer(connection: connection)
          for message in messages[70...] { #expect(try indexer.remove(message.key)) }
          try indexer.setMark(messages[69].key)
        }
        #expect(try Self.structure(store)?.levels.map(\.segments.count) == [2])
        let indexer = try Self.indexer(store, 25)
        while try indexer.run(progress: { _ in }) {}
        #expect(try Self.structure(store)?.levels.map(\.segments.count) == [5])
        #expect(try store.countHits("word") == 140)
        let examination = try store.examine()
        #expect(examination.findings == [])
        var isFirst = true
        while try store.write(
          .bulk, { try SearchIndexer(connection: $0).mergePiece(isFirst: isFirst) })
        {
          isFirst = false
        }
        #expect(try Self.structure(store)?.segments.count == 1)
        #expect(try store.countHits("word") == 140)
        let merged = try store.examine()
        #expect(merged.findings == [])
      }
    }
  }

  @Test("What somebody writes meanwhile is not lost, nor what he takes out found")
  func disturbed() async throws {
    try await apart {
      try withStoreFile { path in
        let store = try ChatStore.open(path: path)
        let other = try ChatStore.open(path: path)
        let (_, branch, _) = try store.conversation((0..<300).map { .user("word \($0)") })
        try Self.forget(store)
        let indexer = try Self.indexer(store, 20)
        var calls = 0
        let isDone = try indexer.run { _ in
          calls += 1
          if calls == 3 { _ = try? other.append(.user("word late"), to: branch) }
        }
        // Two slices were in the store, and the third was thrown away: of the rest he indexed what he writes.
        #expect(isDone && calls == 3)
        #expect(try store.countHits("word") == 301)
        let examination = try store.examine()
        #expect(examination.findings == [])
      }
    }
  }

  @Test("After sixteen slices their segments are merged")
  func merged() async throws {
    try await apart {
      try withStoreFile { path in
        let store = try ChatStore.open(path: path)
        _ = try store.conversation((0..<200).map { .user("word \($0)") })
        try Self.forget(store)
        let indexer = try Self.indexer(store, 10)
        #expect(try indexer.run(progress: { _ in }))
        #expect(try Self.structure(store)?.levels.map(\.segments.count) == [0, 0, 16])
        while try store.write(.bulk, { try SearchIndexer(connection: $0).mergeMany() }) {}
        #expect(try Self.structure(store)?.levels.map(\.segments.count) == [0, 0, 0, 1])
        #expect(try indexer.run(progress: { _ in }))
        #expect(try Self.structure(store)?.levels.map(\.segments.count) == [0, 0, 4, 1])
        #expect(try store.countHits("word") == 200)
        let examination = try store.examine()
        #expect(examination.findings == [])
      }
    }
  }

  @Test("While a merge is under way, new segments stand behind those that it reads")
  func merging() async throws {
    try await apart {
      try withStoreFile { path in
        let store = try ChatStore.open(path: path)
        var generator = SeededGenerator(seed: 6)
        let contents = (0..<400).map { _ in
          let words = (0..<40).map { _ in "w\(UInt32.random(in: 0..<50_000, using: &generator))" }
          return MessageContent.user("word " + words.joined(separator: " "))
        }
        _ = try store.conversation(contents)
        try Self.forget(store)
        let indexer = try Self.indexer(store, 20)
        #expect(try indexer.run(progress: { _ in }))
        try store.write {
          try $0.run("INSERT INTO message_fts (message_fts, rank) VALUES ('merge', 1)")
        }
        #expect(try Self.structure(store)?.levels.contains { $0.merging > 0 } == true)
        #expect(try indexer.run(progress: { _ in }))
        #expect(try Self.structure(store)?.levels.contains { $0.merging > 0 } == true)
        #expect(try store.countHits("word") == 400)
        let examination = try store.examine()
        #expect(examination.findings == [])
        while try store.write(.bulk, { try SearchIndexer(connection: $0).mergeMany() }) {}
        #expect(try store.countHits("word") == 400)
        let merged = try store.examine()
        #expect(merged.findings == [])
      }
    }
  }

  @Test("Records of FTS5 are written as they were read, and damaged ones refused")
  func records() async throws {
    try await apart {
      try withStoreFile { path in
        let store = try ChatStore.open(path: path)
        _ = try store.conversation((0..<300).map { .user("word \($0)") })
        _ = try store.search("word")
        let rows = try store.read { connection in
          try connection.all(
            "SELECT block FROM message_fts_data WHERE id IN (1, 10) ORDER BY id"
          ) { $0.bytes(0) }
        }
        #expect(IndexTotals(rows[0])?.bytes == rows[0])
        #expect(IndexStructure(rows[1])?.bytes == rows[1])
        var generator = SeededGenerator(seed: 3)
        var refused = 0
        for _ in 0..<5000 {
          var bytes = rows[1]
          let place = Int.random(in: 4..<bytes.count, using: &generator)
          bytes[place] = UInt8.random(in: 0...255, using: &generator)
          if generator.once(in: 2) { bytes.removeLast(Int.random(in: 1..<8, using: &generator)) }
          guard let structure = IndexStructure(bytes) else {
            refused += 1
            continue
          }
          _ = structure.freeID
          _ = structure.bytes
        }
        #expect(refused > 2000)
      }
    }
  }

  @Test("A number of variable length is read as it was written, and never beyond its bytes")
  func varints() {
    var generator = SeededGenerator(seed: 4)
    for shift in 0..<56 {
      let value = Int.random(in: 0...(1 << shift), using: &generator)
      let bytes = Varint.bytes(of: value)
      #expect(Varint.read(bytes[...])?.value == value)
      #expect(Varint.read(bytes[...])?.end == bytes.count)
      #expect(Varint.read(bytes.dropLast()) == nil)
    }
    #expect(Varint.read(Array(repeating: 255, count: 9)[...]) == nil)
  }
}
