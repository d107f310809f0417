import ChatTestSupport
import Foundation
import Testing

@testable import ChatStore

@Suite(.serialized)
struct MergeLawTests {
  private static let isLong = ProcessInfo.processInfo.environment["CONVO_TEST_LONG"] != nil
  private static let seeds: Range<UInt64> = isLong ? 0..<100 : 0..<6

  @Test(
    "Two copies that grew apart have the same messages after merges both ways round",
    arguments: seeds)
  func union(seed: UInt64) async throws {
    try await apart { try Self.expectUnion(seed) }
  }

  private static func expectUnion(_ seed: UInt64) throws {
    let (one, two) = try Self.grownApart(seed, collecting: false)
    let before = try (one.identities(), two.identities())
    _ = try one.merge(two)
    _ = try two.merge(one)
    let after = try (one.identities(), two.identities())
    #expect(after.0 == after.1)
    #expect(after.0 == before.0.union(before.1))
    try Self.expectSettled(one, two, seed)
  }

  @Test("What one side collected as garbage is gone in both, and nothing else", arguments: seeds)
  func garbage(seed: UInt64) async throws {
    try await apart { try Self.expectGarbageGone(seed) }
  }

  private static func expectGarbageGone(_ seed: UInt64) throws {
    let (one, two) = try Self.grownApart(seed, collecting: true)
    let before = try (one.identities(), two.identities())
    let collected = try one.tombstones().union(two.tombstones())
    _ = try one.merge(two)
    _ = try two.merge(one)
    let after = try (one.identities(), two.identities())
    #expect(after.0 == after.1)
    // What was collected is there only where something that was not stands below it.
    let wanted = before.0.union(before.1).filter { !collected.contains($0.id) }
    #expect(after.0.isSuperset(of: wanted))
    let back = after.0.subtracting(wanted)
    let parents = try one.parents()
    #expect(back.allSatisfy { identity in parents.contains(identity.id) })
    try Self.expectSettled(one, two, seed)
  }

  @Test("A merge leaves the other store as it was")
  func reading() throws {
    let (one, two) = try Self.grownApart(1, collecting: true)
    let before = try two.allRecords()
    _ = try one.merge(two)
    let after = try two.allRecords()
    #expect(before == after)
  }

  /// Merging again changes nothing, and nothing is wrong with either.
  private static func expectSettled(
    _ one: ChatStore, _ two: ChatStore, _ seed: UInt64
  ) throws {
    let findings = try one.findings() + two.findings()
    #expect(findings.isEmpty)
    let before = try (one.allRecords(), two.allRecords())
    let strays = try [one, two].flatMap {
      try $0.rows(
        """
        SELECT id FROM attachment WHERE NOT EXISTS (
          SELECT 1 FROM message_attachment WHERE attachment_id = attachment.id)
        """)
    }
    #expect(strays.isEmpty)
    let reports = try [one.merge(two), two.merge(one)]
    let after = try (one.allRecords(), two.allRecords())
    #expect(Self.differences(before.0, after.0) == [], "\(seed)")
    #expect(Self.differences(before.1, after.1) == [], "\(seed)")
    for report in reports {
      #expect(report.messages == 0 && report.newConversations == 0 && report.refusals.isEmpty)
    }
  }

  private static func differences(_ one: [String], _ two: [String]) -> [String] {
    let (one, two) = (Set(one), Set(two))
    return one.subtracting(two).map { "- " + $0 } + two.subtracting(one).map { "+ " + $0 }
  }

  /// Two copies of a store, each continued in two hundred random ways.
  private static func grownApart(
    _ seed: UInt64, collecting: Bool
  ) throws -> (one: ChatStore, two: ChatStore) {
    let origin = try RecordLawTests.random(seed)
    let clock = StoreSupportClock()
    clock.advance(by: 100_000)
    let stores = try (0..<2).map { _ in try ChatStore.inMemory(clock: clock.now) }
    for (index, store) in stores.enumerated() {
      try store.unite(with: origin)
      var play = RandomOperations(
        store, seed: seed &* 2 &+ UInt64(index) &+ 1_000_000, keepsHistory: false)
      for step in 0..<200 {
        clock.advance(by: 7)
        try play.play()
        if collecting, step % 60 == 59 { _ = try store.collect(store.garbage()) }
      }
    }
    return (stores[0], stores[1])
  }
}

/// What a message is in every store.
private struct Identity: Hashable {
  let id: [UInt8]
  let digest: [UInt8]
}

extension ChatStore {
  fileprivate func identities() throws -> Set<Identity> {
    try read { connection in
      Set(
        try connection.all("SELECT uuid, digest FROM message") {
          Identity(id: try $0.blob(0), digest: try $0.blob(1))
        })
    }
  }

  fileprivate func tombstones() throws -> Set<[UInt8]> {
    try read { Set(try Tombstones(connection: $0).all().map(\.id)) }
  }

  /// The messages below which others stand.
  fileprivate func parents() throws -> Set<[UInt8]> {
    try read { connection in
      Set(
        try connection.all(
          "SELECT parent.uuid FROM message JOIN message AS parent ON parent.id = message.parent_id"
        ) { try $0.blob(0) })
    }
  }
}
