@testable import ChatStore

/// Whatever is typed can be searched for, and finds the text that says just that.
package enum SearchLaw {
  private static let store = Result { () throws -> (store: ChatStore, conversation: Int64) in
    let store = try ChatStore.inMemory()
    let drafts = [MessageDraft(.user("swift 排序")), MessageDraft(.assistant("列表 and \"then\" 😀"))]
    let conversation = try store.createConversation(messages: drafts).conversation
    _ = try store.search("swift")
    return (store, conversation.key)
  }

  /// Holds what was typed, bytes of UTF-8 or not, to the law.
  /// - Throws: `BrokenLaw`.
  package static func check(_ input: [UInt8]) throws {
    let typed = String(decoding: input, as: UTF8.self)
    let query: SearchQuery
    do {
      query = try SearchQuery(typed)
    } catch {
      guard typed.utf8.count > SearchQuery.maximumTerms else {
        throw BrokenLaw("only a long text is too long")
      }
      return
    }
    guard query.expression.isEmpty == query.terms.isEmpty else {
      throw BrokenLaw("an expression is empty only without terms", query.expression)
    }
    let (store, conversation) = try store.get()
    let found: Bool
    do {
      _ = try store.search(typed)
      found = try finds(query.expression, in: typed, store, conversation: conversation)
    } catch {
      throw BrokenLaw("nothing that is typed is an error of SQL", "\(query.expression): \(error)")
    }
    guard found || query.terms.isEmpty else {
      throw BrokenLaw("a text finds itself", query.expression)
    }
  }

  /// Whether a message of this text is found; it is taken back afterwards.
  private static func finds(
    _ expression: String, in text: String, _ store: ChatStore, conversation: Int64
  ) throws -> Bool {
    guard !expression.isEmpty else { return false }
    var found = false
    do {
      try store.write { connection in
        let id = Identifier<Message>(high: 0x7000, low: 0x8000_0000_0000_0000)
        _ = try MessageRepository(connection: connection).insert(
          .user(text), id: id, conversation: conversation, parent: nil,
          at: Timestamp(milliseconds: 0))
        let index = SearchIndex(connection: connection)
        _ = try index.indexBatch()
        var filter = HitFilter(connection: connection, filter: ConversationFilter(.kept))
        found =
          try index.hits(expression, limit: 1, conversation: nil, filter: &filter)
          .first?.message == id
        throw TakenBack()
      }
    } catch is TakenBack {}
    return found
  }

  private struct TakenBack: Error {}
}
