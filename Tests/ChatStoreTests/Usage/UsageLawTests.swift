import ChatTestSupport
import Testing

@testable import ChatStore

@Suite("Every usage report is what a recount of the turns gives")
struct UsageLawTests {
  /// Random trees with branches, retries, failures, estimates, and garbage that was collected.
  private static func played(_ body: (ChatStore, RandomTurns) throws -> Void) throws {
    for seed in 1...6 as ClosedRange<UInt64> {
      let clock = StoreSupportClock()
      try withStore(clock: clock) { store in
        var turns = RandomTurns(store, clock: clock, seed: seed)
        for _ in 0..<120 { try turns.play() }
        try #require(turns.facts.count > 40)
        try body(store, turns)
      }
    }
  }

  private static func check(
    _ report: UsageReport, _ facts: [UsageFact], _ group: (UsageFact) -> String
  ) {
    let expected = Dictionary(grouping: facts, by: group)
    #expect(report.rows.map(\.group).sorted() == expected.keys.sorted())
    for row in report.rows {
      #expect(row.sums == expected[row.group]?.sums, "\(row.group)")
      let parts = row.parts.reduce(into: UsageSums()) { $0.add($1.sums) }
      #expect(parts == row.sums)
    }
    #expect(report.total.sums == facts.sums)
    // Once more without the arithmetic of sums.
    let usages = facts.map(\.outcome.usage)
    #expect(
      report.total.sums.completion.total
        == usages.map { $0.completion.reported ?? $0.completion.estimated ?? 0 }.reduce(0, +))
    // What a report says of the cache is never more than the request.
    let cached = facts.map { min($0.outcome.usage.cached.reported ?? 0, $0.sums.prompt.total) }
    #expect(report.total.sums.cached == cached.reduce(0, +))
    let waits = facts.compactMap { fact in
      fact.outcome.firstTokenAt.map { $0.milliseconds - fact.sentAt.milliseconds }
    }.sorted()
    #expect(
      report.total.sums.firstTokens.percentile(0.5)
        == (waits.isEmpty ? nil : FirstTokenTimes.rounded(waits[(waits.count - 1) / 2])))
  }

  @Test("By day, week, month, model and provider, in any time")
  func times() throws {
    try Self.played { store, turns in
      let facts = turns.facts
      try Self.check(store.usage(by: .day), facts) { $0.day }
      try Self.check(store.usage(by: .month), facts) { String($0.day.prefix(7)) }
      try Self.check(store.usage(by: .week), facts) { ISOWeek(day: $0.day)?.text ?? "" }
      try Self.check(store.usage(by: .model), facts) { "\($0.provider)/\($0.model)" }
      try Self.check(store.usage(by: .provider), facts) { $0.provider }
      let days = facts.map(\.day).sorted()
      let (first, last) = (days[days.count / 3], days[days.count * 2 / 3])
      let some = facts.filter { first <= $0.day && $0.day <= last }
      try Self.check(store.usage(by: .day, from: first, through: last), some) { $0.day }
      try Self.check(store.usage(by: .model, from: first, through: last), some) {
        "\($0.provider)/\($0.model)"
      }
    }
  }

  @Test("By conversation and by tag, what was collected included")
  func conversations() throws {
    try Self.played { store, turns in
      let there = Set(try store.conversations(limit: .max).map(\.id))
      let titles = try Dictionary(
        uniqueKeysWithValues: store.conversations(limit: .max).map { ($0.id, $0.title) })
      try Self.check(store.usage(by: .conversation), turns.facts) {
        titles[$0.conversation] ?? ""
      }
      for conversation in try store.conversations(limit: 3) {
        let facts = turns.facts.filter { $0.conversation == conversation.id }
        try Self.check(store.usage(by: .day, in: conversation), facts) { $0.day }
      }
      let report = try store.usage(by: .tag)
      func tags(_ fact: UsageFact) -> [String] {
        guard there.contains(fact.conversation) else { return [""] }
        return turns.tags[fact.conversation].flatMap { $0.isEmpty ? nil : $0 } ?? [""]
      }
      for row in report.rows {
        let facts = turns.facts.filter { tags($0).contains(row.group) }
        #expect(row.sums == facts.sums, "\(row.group)")
      }
      #expect(report.total.sums == turns.facts.sums)
      #expect(report.rowsOverlap == turns.facts.contains { tags($0).count > 1 })
    }
  }

  @Test("By branch from the root to the head; what two share is counted once in the total")
  func branches() throws {
    try Self.played { store, turns in
      let report = try store.usage(by: .branch)
      #expect(report.rowsOverlap)
      #expect(report.total.sums == turns.facts.sums)
      var rows = report.rows
      var onNone = turns.facts
      for conversation in try store.conversations(limit: .max) {
        for branch in try store.branches(of: conversation) {
          let path = Set(try store.head(of: branch).map { try store.path(to: $0).map(\.id) } ?? [])
          let facts = turns.facts.filter { path.contains($0.message) }
          onNone.removeAll { path.contains($0.message) }
          let name = "\(conversation.id.shortID.shown):\(branch.name)"
          let row = rows.firstIndex { $0.group == name }.map { rows.remove(at: $0) }
          #expect(row?.sums ?? UsageSums() == facts.sums, "\(name)")
        }
      }
      #expect(rows.count == (onNone.isEmpty ? 0 : 1))
      #expect(rows.first?.isRest ?? true && rows.first?.sums ?? UsageSums() == onNone.sums)
    }
  }

  @Test("The doctor finds the sums right, and mends wrong ones")
  func doctor() throws {
    try Self.played { store, turns in
      try #expect(store.examine().isClean)
      for damage in [
        "UPDATE usage_by_day SET replies = replies + 1",
        "DELETE FROM usage_by_conversation WHERE is_collected = 0",
        "DELETE FROM usage_by_day",
        "UPDATE usage_by_conversation SET first_tokens = '5:' WHERE is_collected = 0",
      ] {
        try store.damage(damage)
        let findings = try store.examine().findings
        #expect(findings.map(\.area) == [.usage], "\(damage)")
        if damage.hasPrefix("DELETE FROM usage_by_day") {
          expectError("damagedSums") { try store.usage(by: .day) }
        }
        let (repaired, after) = try store.repair()
        #expect(repaired.map(\.area) == [.usage] && after.isClean, "\(damage)")
        try #expect(store.usage(by: .day).total.sums == turns.facts.sums)
      }
    }
  }
}
