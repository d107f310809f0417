/// Why the store could not do what was asked; each case says what, where and what to do.
public enum ChatStoreError: Error, Sendable {
  /// There is no file at the path.
  case noStore(path: String)
  /// The file is a database, but not one of convo's, or no database at all.
  case notAStore(path: String)
  /// The store was made by a newer convo and is left untouched.
  case newerSchema(path: String, found: Int, known: Int)
  /// A released migration does not match the one that the store was made with.
  case migrationChanged(path: String, name: String)
  /// The store must be migrated, but cannot be written.
  case needsMigration(path: String)
  /// The store or its folder cannot be written.
  case readOnly(path: String)
  /// The disk is full, or a quota is used up.
  case noSpace(path: String)
  /// The process has a limit on the size of files, and has reached it.
  case sizeLimit(path: String)
  /// The operating system refused; the reason is in its words.
  case inputOutput(path: String, reason: String)
  /// SQLite failed.
  case database(path: String, SQLiteError)
  /// The search index is damaged, or another program dropped it; `rebuildSearchIndex` makes it anew.
  case damagedIndex(path: String)
  /// The sums of what turns cost are damaged; `repair` makes them anew out of the turns.
  case damagedSums(path: String)
  /// Nothing has this id or title.
  case notFound(reference: String)
  /// More than one thing begins with this id or has this title.
  case ambiguous(reference: String, candidates: [String])
  /// The conversation has no branch of this name.
  case branchNotFound(name: String)
  /// The conversation has a branch of this name already.
  case branchExists(name: String)
  /// A name that no branch may have.
  case invalidBranchName(String)
  /// A text that cannot be a tag.
  case invalidTag(String)
  /// The way up from the head is shorter than that.
  case beyondRoot(steps: Int, available: Int)
  /// The message belongs to another conversation.
  case otherConversation
  /// An attachment of more than 100 MiB.
  case attachmentTooLarge(bytes: Int)
  /// A message that is not what its place in the tree demands.
  case invalidMessage(String)
  /// What should be added to, or branched from, is in the trash: since that operation, or since it was
  /// undone.
  case inTrash(String, since: LoggedOperation?)
  /// A reply that is still on its way stands against it.
  case busy(String)
  /// The log has no operation of this number.
  case operationNotFound(Int64)
  /// An operation that cannot be undone, or done again, as things are now.
  case cannotUndo(String)
  /// A store that cannot be put right.
  case cannotRepair(String)
  /// A copy that cannot be made, or not under this name.
  case backupRefused(String)
  /// What must be sent does not fit in the window.
  case budgetTooSmall(needed: Int, available: Int)
}

extension ChatStoreError: CustomStringConvertible {
  /// One sentence for people.
  public var description: String {
    switch self {
    case .noStore(let path): "There is no store at \(path) yet; it is made with the first message."
    case .notAStore(let path): "\(path) is not a convo store; it was left untouched."
    case .newerSchema(let path, let found, let known):
      "\(path) was made by a newer convo (schema \(found), this one knows \(known)); "
        + "it was left untouched. Install the newer convo to use it."
    case .migrationChanged(let path, let name):
      "\(path) was made with another text of migration \(name) than this convo carries; "
        + "it was left untouched."
    case .needsMigration(let path):
      "\(path) has an older schema and cannot be written, so it cannot be migrated."
    case .readOnly(let path): "\(path) cannot be written: it or its folder is read-only."
    case .noSpace(let path):
      "No space is left for \(path): its disk or a quota is full. Free some and try again; what is "
        + "stored can be read meanwhile."
    case .sizeLimit(let path):
      "\(path) may not grow: this process has a limit on the size of files. Raise it (ulimit -f) and "
        + "try again."
    case .inputOutput(let path, let reason): "\(path): \(reason)."
    case .database(let path, let error) where error.isInputOutput:
      "The disk of \(path) failed: \(error). See to the disk, then run convo doctor."
    case .database(let path, let error): "\(path): \(error)."
    case .damagedIndex(let path):
      "The search index of \(path) is damaged. Nothing that was said is lost: convo doctor --repair "
        + "makes the index anew."
    case .damagedSums(let path):
      "The sums of usage in \(path) are damaged. The turns that they are made of are not: convo doctor "
        + "--repair makes them anew."
    case .notFound(let reference): "Nothing is called \"\(reference)\"."
    case .ambiguous(let reference, let candidates):
      "\"\(reference)\" could be \(candidates.joined(separator: ", ")); name one of them."
    case .branchNotFound(let name): "There is no branch \"\(name)\" in this conversation."
    case .branchExists(let name): "There is a branch \(name) in this conversation already."
    case .invalidBranchName(let name):
      "\"\(name)\" cannot name a branch: a name is not empty, has no blanks or control characters, "
        + "no colon, and does not begin with @ or -."
    case .invalidTag(let tag):
      "\"\(tag.prefix(40))\" cannot be a tag: a tag is not empty, has no control characters, and at "
        + "most 200 bytes."
    case .beyondRoot(let steps, let available):
      "~\(steps) is past the root: "
        + (available == 1 ? "only one message is above." : "only \(available) messages are above.")
    case .otherConversation: "That message belongs to another conversation."
    case .attachmentTooLarge(let bytes):
      "An attachment may have 100 MiB at most; this one has \(bytes >> 20) MiB."
    case .invalidMessage(let reason): reason
    case .inTrash(let name, let operation?):
      "\(name) is in the trash; convo undo \(operation.undoneAt == nil ? "" : "--redo ")"
        + "\(operation.id) brings it back."
    case .inTrash(let name, nil): "\(name) is in the trash."
    case .operationNotFound(let number):
      "There is no operation \(number); convo undo --list --all shows them."
    case .busy(let reason), .cannotUndo(let reason), .cannotRepair(let reason),
      .backupRefused(let reason):
      reason
    case .budgetTooSmall(let needed, let available):
      "What must be sent (instructions, pinned messages and the last exchange) needs \(needed) tokens, "
        + "but the budget leaves \(available) for it."
    }
  }
}
