import ChatStore

/// The branches of a conversation as a table.
struct BranchList {
  let store: ChatStore
  let json: Bool

  /// Writes one line a branch, the active one marked.
  func write(_ conversation: Conversation) throws {
    let branches = try store.branches(of: conversation)
    let active = try store.activeBranch(of: conversation)
    let width = branches.map { TerminalText.line($0.name).displayWidth }.max() ?? 0
    for branch in branches {
      let head = try store.head(of: branch)
      if json {
        JSONLine(branch, of: conversation, head: head, isActive: branch.key == active.key).write()
      } else {
        let mark = branch.key == active.key ? "*" : " "
        let name = TerminalText.line(branch.name).padded(to: width)
        let text = head.map { "\($0.id.shortID)  \(TerminalText.line($0.text))" } ?? "no message"
        StandardOutput.line("\(mark) \(name)  \(text)".fitted(to: StandardOutput.width))
      }
    }
  }
}
