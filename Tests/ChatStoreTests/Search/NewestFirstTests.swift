import ChatTestSupport
import Testing

@testable import ChatStore

@Suite("The newest comes first by its time, whenever it was stored and however many share a time")
struct NewestFirstTests {
  /// Stores messages at times, in this order, and searches in between where a step says so.
  private static func fill(
    _ store: ChatStore, _ clock: StoreSupportClock,
    _ steps: [(offset: Int64, count: Int, isSearched: Bool)]
  ) throws -> [Message] {
    var messages: [Message] = []
    for (number, step) in steps.enumerated() {
      clock.advance(by: step.offset)
      messages += try store.conversation(
        (0..<step.count).map { .user("word \(number).\($0)") }
      ).messages
      clock.advance(by: -step.offset)
      if step.isSearched { _ = try store.search("word") }
    }
    return messages
  }

  /// 5,000 of one time, then older ones, newer ones whose places are taken, and more of the same time.
  static func steps(isSearched: Bool) -> [(offset: Int64, count: Int, isSearched: Bool)] {
    let hour: Int64 = 3_600_000
    return [
      (2 * hour, 30, isSearched), (0, 5000, isSearched), (-hour, 40, false), (hour, 40, isSearched),
      (0, 5, isSearched), (40 * hour, 40, false), (41 * hour, 3, isSearched), (50 * hour, 3, false),
      (30_000, 7, false), (29_999, 7, isSearched), (-1, 2, false), (-30_000, 9, isSearched),
      (-1_772_366_400_000, 3, false), (-1_772_366_400_001, 3, false),
      (41 * hour - 1, 2, isSearched),
    ]
  }

  @Test(
    "Messages that come late with old times, and thousands of one time", arguments: [false, true])
  func late(isSearched: Bool) throws {
    let clock = StoreSupportClock()
    try withStoreFile { path in
      let store = try ChatStore.open(path: path, clock: clock.now)
      let messages = try Self.fill(store, clock, Self.steps(isSearched: isSearched))
      let expected = messages.sorted { ($0.createdAt, $0.key) > ($1.createdAt, $1.key) }
      // First what waits is read as it is, then it is indexed.
      for asked in [ChatStore.opened(path, as: .readOnly, clock: clock), store] {
        for limit in [1, 3, 20, 60, 200, 5100, .max] {
          let found = try asked.search("word", limit: limit)
          #expect(found.map(\.message) == expected.prefix(limit).map(\.id), "\(limit)")
          #expect(found.map(\.createdAt) == expected.prefix(limit).map(\.createdAt), "\(limit)")
        }
        for query in ["\"word 1\" 4999", "\"word 7\"", "\"word 9\" OR \"word 8\" OR \"word 4\""] {
          let found = try asked.search(query, limit: 20).map(\.createdAt)
          #expect(!found.isEmpty && found == found.sorted(by: >))
        }
        let count = try asked.countHits("word")
        #expect(count == messages.count)
      }
      let examination = try store.examine()
      #expect(examination.findings == [])
    }
  }

  @Test("Times before 1970, and after all years, are in their order as well")
  func farTimes() throws {
    let times: [Int64] = [-1 << 50, -60_000, -1, 0, 1, 29_999, 30_000, 1 << 41, 1 << 50, 1 << 56]
    for order in [times, times.reversed(), [5, 2, 9, 0, 4, 1, 7, 3, 8, 6].map { times[$0] }] {
      let clock = StoreSupportClock(Timestamp(milliseconds: 0))
      try withStore(clock: clock) { store in
        for time in order {
          clock.advance(by: time)
          _ = try store.conversation([.user("word \(time)")])
          clock.advance(by: -time)
          if time % 3 == 0 { _ = try store.search("word") }
        }
        let found = try store.search("word").map(\.createdAt.milliseconds)
        #expect(found == times.reversed())
        let first = try store.search("word", limit: 4).map(\.createdAt.milliseconds)
        #expect(first == times.reversed().prefix(4).map { $0 })
        #expect(try store.examine().isClean)
      }
    }
  }

  @Test("before and after part the messages of two days to the millisecond, displaced or not")
  func days() throws {
    let clock = StoreSupportClock()
    let midnight = try #require(SearchDate("2026-03-05")).moment(now: clock.now())
    try withStoreFile { path in
      let store = try ChatStore.open(path: path, clock: clock.now)
      let offset = midnight.milliseconds - clock.now().milliseconds
      let messages = try Self.fill(
        store, clock,
        [
          (offset, 300, true), (offset - 1, 300, false), (offset + 1, 20, false),
          (offset - 86_400_000, 5, true), (offset + 86_399_999, 5, false),
          (offset + 86_400_000, 5, false),
        ])
      clock.advance(by: offset + 90_000_000)
      for asked in [ChatStore.opened(path, as: .readOnly, clock: clock), store] {
        for (query, isMeant) in Self.queries {
          let expected = messages.filter {
            isMeant($0.createdAt.milliseconds - midnight.milliseconds)
          }
          .sorted { ($0.createdAt, $0.key) > ($1.createdAt, $1.key) }
          for words in ["", "word ", "role:user "] {
            let found = try asked.search(words + query, limit: .max).map(\.message)
            #expect(found == expected.map(\.id), "\(words + query)")
            let first = try asked.search(words + query, limit: 4).map(\.message)
            #expect(first == expected.prefix(4).map(\.id), "\(words + query)")
            let count = try asked.countHits(words + query)
            #expect(count == expected.count, "\(words + query)")
          }
        }
      }
    }
  }

  /// Queries, and the milliseconds after midnight of the fifth that they mean.
  private static let queries: [(String, @Sendable (Int64) -> Bool)] = [
    ("after:2026-03-05", { $0 >= 0 }),
    ("before:2026-03-05", { $0 < 0 }),
    ("-after:2026-03-05", { $0 < 0 }),
    ("-before:2026-03-05", { $0 >= 0 }),
    ("after:2026-03-04 before:2026-03-05", { (-86_400_000..<0).contains($0) }),
    ("after:2026-03-05 before:2026-03-06", { (0..<86_400_000).contains($0) }),
    ("after:2026-03-06", { $0 >= 86_400_000 }),
    ("before:2026-03-06 after:2026-03-01 after:2026-03-05", { (0..<86_400_000).contains($0) }),
    ("before:2026-03-04", { $0 < -86_400_000 }),
    ("after:2026-03-05 before:2026-03-05", { _ in false }),
    ("before:2026-03-07 before:2026-03-05", { $0 < 0 }),
    ("after:昨天", { $0 >= 0 }),
    ("before:today", { $0 < 86_400_000 }),
  ]
}
