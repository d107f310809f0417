import ChatTestSupport

@testable import ChatStore

/// Everything of a store that a person sees without looking into the trash, times aside.
///
/// Times say when something happened last, and an undo has happened too.
struct VisibleState: Equatable {
  struct Tree: Equatable {
    var title: String
    var isArchived: Bool
    var tags: [String]
    var activeBranch: String
    var branches: [String: String]
    var messages: [String]
    var pinned: [String]
    var preferred: [String]
    var count: Int
    var attachments: [[UInt8]]
  }

  var trees: [String: Tree] = [:]

  init(_ store: ChatStore) throws {
    for conversation in try store.conversations(limit: .max, ConversationFilter(.kept)) {
      let outline = try store.outline(of: conversation)
      var branches: [String: String] = [:]
      for branch in try store.branches(of: conversation) {
        branches[branch.name] = try store.head(of: branch)?.id.description ?? "no message"
      }
      trees[conversation.id.description] = Tree(
        title: conversation.title, isArchived: conversation.archivedAt != nil,
        tags: try store.tags(of: conversation),
        activeBranch: try store.activeBranch(of: conversation).name, branches: branches,
        messages: outline.map(\.id.description),
        pinned: outline.filter(\.isPinned).map(\.id.description),
        preferred: outline.filter(\.isPreferred).map(\.id.description),
        count: conversation.messageCount,
        attachments: try outline.flatMap { line in
          try store.message(line.id).map { try store.attachments(of: $0.content) } ?? []
        }.map(\.bytes))
    }
  }
}
