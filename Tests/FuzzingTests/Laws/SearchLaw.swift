@testable import ChatStore

/// Whatever is typed can be searched for, and finds the text that says just that.
package enum SearchLaw {
  private static let store = Result { () throws -> (store: ChatStore, conversation: Int64) in
    let store = try ChatStore.inMemory()
    let drafts = [MessageDraft(.user("swift 排序")), MessageDraft(.assistant("列表 and \"then\" 😀"))]
    let conversation = try store.createConversation(messages: drafts).conversation
    _ = try store.search(SearchQuery("swift"))
    return (store, conversation.key)
  }

  /// Holds what was typed, bytes of UTF-8 or not, to the law.
  /// - Throws: `BrokenLaw`.
  package static func check(_ input: [UInt8]) throws {
    let typed = String(decoding: input, as: UTF8.self)
    guard let query = try query(typed) else { return }
    let (store, conversation) = try store.get()
    let found: Bool
    do {
      let hits = try store.search(query)
      var options = SearchOptions()
      options.order = .relevance
      let best = try store.search(query, options)
      guard try store.countHits(query) == hits.count, best.count == hits.count else {
        throw BrokenLaw("as many are counted as are found", typed)
      }
      found = try finds(query, in: typed, store, conversation: conversation)
    } catch let error as BrokenLaw {
      throw error
    } catch {
      throw BrokenLaw("nothing that is typed is an error of SQL", "\(typed): \(error)")
    }
    let saysWords = query.groups.joined().contains {
      if case .words = $0 { true } else { false }
    }
    let saysMore = query.terms.contains { if case .words = $0 { false } else { true } }
    guard
      found || !saysWords || saysMore || !query.excluded.isEmpty || !query.after.isEmpty
        || !query.before.isEmpty
    else { throw BrokenLaw("a text finds itself", typed) }
  }

  /// What was typed as a query; nil when it says why it is none.
  private static func query(_ typed: String) throws -> SearchQuery? {
    do {
      return try SearchQuery(typed)
    } catch {
      switch error {
      case .tooLong:
        guard typed.utf8.count > SearchQuery.maximumTerms else {
          throw BrokenLaw("only a long text is too long")
        }
      case .notADate(let text), .notARole(let text), .notATrait(let text):
        guard typed.utf8.contains(UInt8(ascii: ":")) || typed.unicodeScalars.contains("："),
          typed.utf8.count > text.utf8.count
        else { throw BrokenLaw("only what stands after a filter's name is wrong", text) }
      }
      return nil
    }
  }

  /// Whether a message of this text is found; it is taken back afterwards.
  private static func finds(
    _ query: SearchQuery, in text: String, _ store: ChatStore, conversation: Int64
  ) throws -> Bool {
    var found = false
    do {
      try store.write { connection in
        let id = Identifier<Message>(high: 0x7000, low: 0x8000_0000_0000_0000)
        guard !query.isEmpty else { throw TakenBack() }
        _ = try MessageRepository(connection: connection).insert(
          .user(text), id: id, conversation: conversation, parent: nil,
          at: Timestamp(milliseconds: 0))
        _ = try SearchIndexer(connection: connection).indexBatch()
        let facets = SearchFacets(connection: connection, conversations: [:])
        let expression = try SearchExpression(scopes: [.content], facets: facets).text(of: query)
        let request = SearchRequest(
          expression: expression, after: Timestamp(milliseconds: .min),
          before: Timestamp(milliseconds: .max), filter: ConversationFilter(.kept), columns: 80,
          now: Timestamp(milliseconds: 0))
        found = try SearchIndex(connection: connection).newest(request, limit: 9)
          .contains { $0.message == id }
        throw TakenBack()
      }
    } catch is TakenBack {}
    return found
  }

  private struct TakenBack: Error {}
}
