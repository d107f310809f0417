@testable import ChatStore

extension StoreUse {
  /// Marks, throws away, takes back, does again, and removes for good what is in the trash.
  func thinkTwice() throws {
    for conversation in try store.conversations(limit: 2, ConversationFilter(.kept)) {
      try trying { try change(conversation) }
    }
    for _ in 0..<2 {
      try trying { for _ in 0..<6 { guard try store.undo() != nil else { return } } }
      try trying { for _ in 0..<4 { guard try store.redo() != nil else { return } } }
    }
    for operation in try store.operations(limit: 4, all: true) {
      try trying { _ = try store.undo(operation.id) }
    }
    try trying {
      if let oldest = try store.conversations(limit: 9).last { try store.delete(oldest) }
    }
    try trying { _ = try store.collect(store.garbage()) }
  }

  private func change(_ conversation: Conversation) throws {
    try trying { _ = try store.setArchived(conversation.archivedAt == nil, conversation) }
    let branch = try store.activeBranch(of: conversation)
    guard let head = try store.head(of: branch) else { return }
    try trying { _ = try store.setPinned(true, head) }
    try trying {
      if head.role == .assistant { _ = try store.setPreferred(true, head) }
    }
    try trying {
      let point = try store.point(at: head, on: branch, below: false)
      _ = try store.append(
        [MessageDraft(head.content.saying("edited"))], at: .sibling(point))
    }
    try trying {
      let message = try store.ancestor(of: head, steps: 1)
      let name = try store.unusedBranchName(in: conversation)
      let other = try store.createBranch(named: name, at: message, in: conversation)
      try store.activate(branch)
      try store.delete(other)
    }
    try trying { _ = try store.delete(head) }
  }
}
