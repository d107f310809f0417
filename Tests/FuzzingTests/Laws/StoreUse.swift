import ChatArchive
import ChatCompletions
import ChatTokens

@testable import ChatSession
@testable import ChatStore

/// Everything that the program does with a store, one after another.
struct StoreUse {
  let store: ChatStore
  /// Whether the store was examined and nothing was found.
  var isWhole = false

  /// Reads all there is, then writes, then mends what can be mended; and if that left nothing to be
  /// found, does all of it again and finds nothing still.
  /// - Throws: `BrokenLaw`; what cannot be done because of damage is passed over.
  func everything() throws {
    try readAndWrite()
    try trying { try store.rebuildSearchIndex() }
    try trying {
      guard try store.repair().after.isClean else { return }
      try StoreUse(store: store, isWhole: true).readAndWrite()
      let findings = try store.examine().findings
      guard findings.isEmpty else {
        throw BrokenLaw("what is whole stays whole", findings.map(\.message).joined(separator: " "))
      }
    }
  }

  private func readAndWrite() throws {
    try trying { try readAll() }
    try trying { try search() }
    try trying { try writeAll() }
    try trying { try thinkTwice() }
  }

  /// Does a thing that may fail, but only in one way.
  func trying(_ body: () throws -> Void) throws {
    do {
      try body()
    } catch ChatStoreError.database(_, let error) where isWhole && error.primaryCode == 1 {
      throw BrokenLaw("every statement can be run in a whole store", "\(error) \(error.statement)")
    } catch let ChatStoreError.damagedIndex(path) where isWhole {
      throw BrokenLaw("the index of a whole store is whole", path)
    } catch let error as ChatStoreError {
      guard "\(error)".hasSuffix(".") else { throw BrokenLaw("an error is a sentence", "\(error)") }
    } catch let error as BrokenLaw {
      throw error
    } catch {
      throw BrokenLaw("a store's error is a ChatStoreError", "\(type(of: error)): \(error)")
    }
  }

  private func readAll() throws {
    for place in [ConversationFilter.Place.kept, .trash] {
      for conversation in try store.conversations(limit: 100, ConversationFilter(place)) {
        try read(conversation)
      }
    }
    for grouping in UsageGrouping.allCases { _ = try store.usage(by: grouping) }
    try trying { _ = try store.tagCounts() }
    try trying { _ = try store.operations(limit: 100, all: true).map(\.createdAt.iso8601) }
    try trying { _ = try store.garbage() }
    try trying { _ = try store.trashedItems().map(\.trashedAt.iso8601) }
  }

  private func read(_ conversation: Conversation) throws {
    try trying {
      var encoder = RecordEncoder()
      try store.forEachRecord(of: conversation, includingTrash: true) { _ = encoder.line($0) }
    }
    try trying { _ = try store.outline(of: conversation).map(\.beginning) }
    try trying { _ = try store.leaves(of: conversation) }
    try trying {
      var page = PageDocument(store: store)
      try page.write([(conversation, nil)]) { _ in }
    }
    try trying {
      var document = MarkdownDocument(store: store)
      try document.write(conversation, head: nil, extent: .tree) { _ in }
    }
    try trying {
      var preferences = PreferenceRecord(store: store)
      try preferences.forEachLine(of: conversation) { _ in }
    }
    try trying { _ = try store.newestTurn(of: conversation).map { ($0.plan, $0.sentAt.iso8601) } }
    for branch in try store.branches(of: conversation) {
      try trying { try read(branch) }
    }
    try trying { _ = try store.find(conversation.id.shortID.shown) }
  }

  private func read(_ branch: Branch) throws {
    guard let head = try store.head(of: branch) else { return }
    _ = try store.path(to: head)
    var record = FineTuningRecord(store: store)
    _ = try record.line(pathTo: head)
    try trying { _ = try store.ancestor(of: head, steps: 2) }
    try trying { _ = try store.find(head.id.shortID.full) }
    try trying { _ = try (store.isInTrash(head), store.isLeaf(head)) }
    try trying { _ = try store.attachmentSizes(of: head.content) }
    for attachment in head.content.attachments {
      _ = try store.attachment(sha256: attachment.sha256)
    }
    let counter = MessageCounter(tokenizer: ApproximateTokenizer(), overhead: .safe)
    try trying {
      _ = try store.window(
        upTo: head, appending: [MessageDraft(.user("next"))],
        budget: TokenBudget(limit: 1000, reserve: 10),
        counter: counter)
    }
    _ = (head.createdAt.iso8601, head.createdAt.localDay, head.createdAt.localMinute)
  }

  private func search() throws {
    for text in ["hello", "你好", "\"a longer\" page", "late", "has:error", "role:tool -x model:m"] {
      try trying {
        guard let query = try? SearchQuery(text) else {
          throw BrokenLaw("a short text can be searched for", text)
        }
        for hit in try store.search(query) { _ = hit.snippet.text }
        var options = SearchOptions()
        options.order = .relevance
        _ = try (store.search(query, options).count, store.countHits(query))
      }
    }
    var options = SearchOptions()
    options.filter = ConversationFilter(.trash, tags: ["tag"])
    _ = try store.search(SearchQuery("thrown"), options)
  }

  private func writeAll() throws {
    for conversation in try store.conversations(limit: 2) {
      try trying {
        let branch = try store.activeBranch(of: conversation)
        let point = try store.continuationPoint(of: branch)
        let turn = try store.beginTurn(
          TurnRequest(provider: "p", model: "m"), appending: [MessageDraft(.user("next"))],
          at: point)
        try store.append([.text("an")], to: turn, from: 0)
        _ = try store.finish(turn, TurnOutcome(reply: .assistant("answer")))
      }
      try trying { try store.rename(conversation, to: "renamed") }
      try trying { _ = try store.changeTags(of: conversation, adding: ["new"], removing: ["tag"]) }
    }
    _ = try store.createConversation(messages: [MessageDraft(.user("new"))])
  }
}
