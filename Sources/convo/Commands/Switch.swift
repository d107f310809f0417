import ArgumentParser
import ChatStore

/// `convo switch`: makes another conversation or branch the current one.
struct Switch: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "switch", _superCommandName: "convo",
    abstract: "Make a conversation or a branch the current one of this terminal.",
    discussion: """
      A message at the end of the tree that no branch names gets a branch.

      Example: convo switch draft
      """)

  @OptionGroup var store: StoreOptions

  @Argument(help: "A branch of the current conversation, or a REF.")
  var ref: String

  func run() throws {
    let store = try store.open()
    let resolver = TargetResolver(store: store)
    let target = try branchOfCurrent(store, resolver) ?? resolver.target(ref)
    var branch = target.branch
    if let message = target.message, branch.headKey != message.key {
      guard try store.isLeaf(message) else {
        throw Failure(
          .usage,
          "\(message.id.shortID) is in the middle of the tree; to go on from there: "
            + "convo branch \(message.id.shortID).")
      }
      branch = try store.createBranch(
        named: store.unusedBranchName(in: target.conversation), at: message,
        in: target.conversation)
    } else {
      try store.activate(branch)
    }
    resolver.current.write(target.conversation, branch: branch)
    StandardError.notice("on branch \(branch.name) of \(target.conversation.id.shortID)")
  }

  /// A name without more is first a branch of the conversation that is current anyway.
  private func branchOfCurrent(_ store: ChatStore, _ resolver: TargetResolver) throws -> Target? {
    guard let current = resolver.current.read(),
      let conversation = try store.conversation(current.conversation),
      let branch = try store.branches(of: conversation).first(where: {
        $0.name.utf8.elementsEqual(ref.utf8)
      })
    else { return nil }
    return Target(conversation: conversation, branch: branch, message: nil)
  }
}
