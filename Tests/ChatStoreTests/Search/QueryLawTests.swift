import ChatTestSupport
import Foundation
import Testing

@testable import ChatStore

@Suite("Any query finds what it means, newest first, whether the messages are indexed yet or not")
struct QueryLawTests {
  /// A sample in every run; more with CONVO_TEST_LONG.
  static let seeds =
    0..<(ProcessInfo.processInfo.environment["CONVO_TEST_LONG"] == nil ? 12 : 400)

  private static let places: [ConversationFilter.Place] = [.kept, .kept, .inUse, .archive, .trash]

  @Test("As an evaluation message by message finds it", arguments: seeds)
  func random(seed: Int) throws {
    let clock = StoreSupportClock()
    try withStoreFile { path in
      let isIndexed = seed % 2 == 0
      let store =
        try isIndexed
        ? ChatStore.inMemory(clock: clock.now) : ChatStore.open(path: path, clock: clock.now)
      var world = try SearchWorld(store, clock: clock, seed: UInt64(seed))
      // What was written since the last search in the making of it waits for the index.
      let asked = isIndexed ? store : ChatStore.opened(path, as: .readOnly)
      var found = 0
      for _ in 0..<80 { found += try check(&world, asked) }
      #expect(found > 80, "\(found)")
      let examination = try store.examine()
      #expect(examination.findings == [])
    }
  }

  /// Asks one query in one way, and tells how many messages it means.
  private func check(_ world: inout SearchWorld, _ store: ChatStore) throws -> Int {
    let query = NaiveQuery(&world)
    var options = SearchOptions()
    options.limit = .max
    options.filter.place = Self.places.randomElement(using: &world.generator) ?? .kept
    if world.generator.once(in: 4) {
      options.filter.tags = [SearchWorld.tags.randomElement(using: &world.generator) ?? ""]
    }
    if world.generator.once(in: 4) {
      options.scopes = Set(SearchScope.allCases.filter { _ in world.generator.once(in: 2) })
      if options.scopes?.isEmpty == true { options.scopes = [.reasoning] }
    }
    let only = world.generator.once(in: 5) ? 1 : nil
    options.conversation = only.map { world.conversations[$0] }
    for (number, conversation) in world.conversations.enumerated() {
      options.references["c\(number)"] = conversation
    }
    let expected = try meant(by: query, options, only: only, world, store)
    let typed = try SearchQuery(query.typed)
    let found = try store.search(typed, options).map(\.message)
    #expect(found == expected, "\(query.typed) \(options)")
    let count = try store.countHits(typed, options)
    #expect(count == expected.count, "\(query.typed)")
    options.order = .relevance
    let ranked = try store.search(typed, options)
    #expect(Set(ranked.map(\.message)) == Set(expected) && ranked.count == expected.count)
    // Of equally good ones the newest come first.
    #expect(
      zip(ranked, ranked.dropFirst()).allSatisfy {
        ($0.score, $0.createdAt, $0.key) > ($1.score, $1.createdAt, $1.key)
      })
    for limit in [0, 1, 3] {
      options.limit = limit
      options.order = .newest
      let first = try store.search(typed, options).map(\.message)
      #expect(first == Array(expected.prefix(limit)), "\(query.typed) \(limit)")
      options.order = .relevance
      let best = try store.search(typed, options).map(\.message)
      #expect(best == ranked.prefix(limit).map(\.message), "\(query.typed) \(limit)")
    }
    return expected.count
  }

  /// What a query means, newest first, and of the same time what was stored last.
  private func meant(
    by query: NaiveQuery, _ options: SearchOptions, only: Int?, _ world: SearchWorld,
    _ store: ChatStore
  ) throws -> [Identifier<Message>] {
    let conversations = try world.conversations.map { try store.refreshed($0) }
    let tags = try conversations.map { try store.tags(of: $0) }
    let isArchived = conversations.map { $0.archivedAt != nil }
    return try world.records.filter { record in
      let number = record.conversation
      guard only == nil || only == number,
        Set(options.filter.tags).isSubset(of: tags[number]),
        query.fits(record, tags: tags[number], scopes: options.scopes ?? query.usualScopes)
      else { return false }
      let isInTrash = try store.isInTrash(record.message)
      return switch options.filter.place {
      case .kept: !isInTrash
      case .trash: isInTrash
      case .inUse: !isInTrash && !isArchived[number]
      case .archive: !isInTrash && isArchived[number]
      }
    }
    .sorted {
      ($0.message.createdAt, $0.message.key) > ($1.message.createdAt, $1.message.key)
    }
    .map(\.message.id)
  }

  @Test("A tag that more conversations have than the index is asked for finds their messages too")
  func manyTagged() throws {
    try withStore { store in
      for number in 0..<1005 {
        _ = try store.createConversation(
          messages: [MessageDraft(.user("word \(number % 10)"))], tags: ["many", "t\(number % 3)"])
      }
      let counts = try ["tag:many", "-3 tag:many", "tag:many tag:t0", "word", "tag:many OR tag:t0"]
        .map { try store.countHits($0) }
      #expect(counts == [1005, 904, 335, 1005, 1005])
      let excluded = try store.countHits("word -tag:many")
      #expect(excluded == 0)
      let filtered = try store.countHits("3", ConversationFilter(.kept, tags: ["many"]))
      #expect(filtered == 101)
    }
  }
}
