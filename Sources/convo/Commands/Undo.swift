import ArgumentParser
import ChatStore

/// `convo undo`: takes back what was done.
struct Undo: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo", _superCommandName: "convo",
    abstract: "Take back the last thing that was done in this terminal; again, the one before.",
    discussion: """
      New, continue, branch, switch, edit, retry, rename, tag, pin, prefer, compact, archive and \
      delete can be undone. Messages that a command brought go to the trash. What other terminals did is not \
      touched, unless it is named by its number. Which conversation is current is nothing that the \
      store keeps: only a switch between branches is taken back. Each REF of delete and each reply of \
      retry -n is taken back by itself.

      Example: convo undo --list
      Example: convo undo --redo 12
      """)

  @OptionGroup var store: StoreOptions

  @Flag(help: "Do again what was undone last.")
  var redo = false

  @Flag(name: .shortAndLong, help: "Print what was done, newest first.")
  var list = false

  @Flag(help: "With --list: what was done in other terminals too.")
  var all = false

  @Option(
    name: [.customShort("n", allowingJoined: true), .long], help: "With --list: how many; else 20.")
  var limit: Int?

  @Flag(help: "Print JSON Lines.")
  var json = false

  @Argument(help: "The number of what to undo, or to do again, as --list prints it.")
  var number: Int64?

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("-n must be at least 1.") }
    if !list, all || limit != nil {
      throw ValidationError("--all and -n go with --list; to undo more, undo again.")
    }
  }

  func run() throws {
    let store = try store.open()
    if list { return try writeAll(store.operations(limit: limit ?? 20, all: all)) }
    guard let operation = try redo ? store.redo(number) : store.undo(number) else {
      throw Failure(
        .nothingFound,
        redo
          ? "There is nothing to do again in this terminal."
          : "There is nothing to undo in this terminal; convo undo --list --all shows what others "
            + "did.")
    }
    try follow(operation, in: store)
    if json { return Self.json(operation).write() }
    StandardError.notice(
      "\(redo ? "done again" : "undone"): \(Self.words(operation)) of "
        + "\(operation.conversation.shortID) \(TerminalText.line(operation.title))")
  }

  /// Goes along when the branch that this terminal is on was made, left or deleted.
  private func follow(_ operation: LoggedOperation, in store: ChatStore) throws {
    let current = CurrentConversation(store: store.path)
    guard [.branch, .switch, .delete].contains(operation.kind),
      let conversation = try store.conversation(operation.conversation),
      current.read()?.conversation == conversation.id, conversation.trashedAt == nil
    else { return }
    current.write(conversation, branch: try store.activeBranch(of: conversation))
  }

  private func writeAll(_ operations: [LoggedOperation]) throws {
    guard !operations.isEmpty else {
      throw Failure(.nothingFound, "Nothing was done in this terminal yet.")
    }
    let width = operations.map { Self.words($0).displayWidth }.reduce(20, max)
    for operation in operations {
      if json {
        Self.json(operation).write()
      } else {
        let line =
          "\("\(operation.id)".leftPadded(to: 6))  \(operation.createdAt.localMinute)  "
          + "\(operation.conversation.shortID)  \(Self.words(operation).padded(to: width))  "
          + TerminalText.line(operation.title) + (operation.undoneAt == nil ? "" : "  (undone)")
        StandardOutput.line(
          StandardOutput.isTerminal ? line.fitted(to: StandardOutput.width) : line)
      }
    }
  }

  private static func words(_ operation: LoggedOperation) -> String {
    let subject = TerminalText.line(operation.subject)
    return operation.kind.rawValue + (subject.isEmpty ? "" : " (\(subject))")
  }

  private static func json(_ operation: LoggedOperation) -> JSONLine {
    var line = JSONLine(type: "operation")
    line.add("number", Int(operation.id))
    line.add("kind", operation.kind.rawValue)
    line.add("conversation_id", operation.conversation.description)
    line.add("title", operation.title)
    line.add("subject", operation.subject)
    line.add("created_at", operation.createdAt)
    line.add("undone_at", operation.undoneAt)
    return line
  }
}
