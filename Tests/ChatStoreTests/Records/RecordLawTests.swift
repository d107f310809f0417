import ChatTestSupport
import Testing

@testable import ChatStore

@Suite(.serialized)
struct RecordLawTests {
  @Test("A store that was taken in whole by an empty one gives the same records", arguments: 0..<20)
  func roundTrip(seed: UInt64) async throws {
    try await apart { try Self.expectSame(seed) }
  }

  private static func expectSame(_ seed: UInt64) throws {
    let store = try Self.random(seed)
    let copy = try ChatStore.inMemory()
    let outcomes = try copy.unite(with: store)
    #expect(outcomes.allSatisfy { $0.result == .new })
    let (given, taken) = try (store.allRecords(), copy.allRecords())
    #expect(given.map { Array($0.utf8) } == taken.map { Array($0.utf8) })
    let findings = try copy.findings()
    #expect(findings.isEmpty)
    let (seen, shown) = try (VisibleState(store), VisibleState(copy))
    #expect(seen.trees.keys.sorted() == shown.trees.keys.sorted())
  }

  @Test("Taking the same records in again changes nothing", arguments: 0..<10)
  func twice(seed: UInt64) async throws {
    try await apart { try Self.expectKnown(seed) }
  }

  private static func expectKnown(_ seed: UInt64) throws {
    let store = try Self.random(seed)
    let copy = try ChatStore.inMemory()
    try copy.unite(with: store)
    let before = try copy.allRecords()
    let outcomes = try copy.unite(with: store)
    #expect(outcomes.allSatisfy { $0.result == .known && $0.messages == 0 })
    let after = try copy.allRecords()
    #expect(before == after)
  }

  static func random(_ seed: UInt64) throws -> ChatStore {
    let clock = StoreSupportClock()
    let store = try ChatStore.inMemory(clock: clock.now)
    var play = RandomOperations(store, seed: seed, keepsHistory: false)
    for _ in 0..<60 {
      clock.advance(by: 1000)
      try play.play()
    }
    return store
  }
}
