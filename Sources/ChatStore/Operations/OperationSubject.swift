/// What an operation was done to, in a few words for people.
struct OperationSubject {
  let connection: Connection

  /// The words; empty when what it was about is no longer there.
  func words(of operation: LoggedOperation, _ changes: [Change]) throws -> String {
    let message = operation.messageKey
    return switch operation.kind {
    case .new, .continue, .edit, .retry: try message.map(shortID) ?? ""
    case .branch, .switch:
      try changes.last { $0.field == .activeBranch || $0.field == .branchTrashed }
        .map { try branch($0.field == .activeBranch ? $0.after : .integer($0.target)) } ?? ""
    case .rename: changes.first { $0.field == .title }.map { "was \"\($0.before.text)\"" } ?? ""
    case .tag:
      changes.filter { $0.field == .tag }.map { ($0.after.isNull ? "-" : "+") + $0.name }
        .joined(separator: " ")
    case .pin: try mark(changes.first { $0.field == .pin })
    case .prefer:
      // A reply that takes the place of another: the other's mark goes in the same operation.
      try mark(
        changes.first { $0.field == .preference && !$0.after.isNull }
          ?? changes.first { $0.field == .preference })
    case .compact: try summary(madeBy: operation.id)
    case .archive: changes.first?.after.isNull == true ? "taken out" : "put away"
    case .delete: try deleted(changes)
    }
  }

  /// The last one, which is the one that is sent.
  private func summary(madeBy operation: Int64) throws -> String {
    let id = try connection.first(
      "SELECT uuid FROM summary WHERE operation_id = ?1 ORDER BY id DESC LIMIT 1",
      .integer(operation)
    ) { Identifier<Summary>(bytes: try $0.blob(0)) }
    return (id ?? nil)?.shortID.shown ?? ""
  }

  private func mark(_ change: Change?) throws -> String {
    guard let change else { return "" }
    return try shortID(of: change.target) + (change.after.isNull ? " no longer" : "")
  }

  private func deleted(_ changes: [Change]) throws -> String {
    if changes.contains(where: { $0.field == .trashed }) { return "the conversation" }
    if let change = changes.first(where: { $0.field == .branchTrashed }) {
      return try "branch " + branch(.integer(change.target))
    }
    return try changes.first { $0.field == .messageTrashed }.map { try shortID(of: $0.target) }
      ?? ""
  }

  private func branch(_ key: SQLiteValue) throws -> String {
    try connection.first("SELECT name FROM branch WHERE id = ?1", key) { try $0.text(0) } ?? ""
  }

  private func shortID(of message: Int64) throws -> String {
    let id = try connection.first("SELECT uuid FROM message WHERE id = ?1", .integer(message)) {
      Identifier<Message>(bytes: try $0.blob(0))
    }
    return (id ?? nil)?.shortID.shown ?? ""
  }
}

extension SQLiteValue {
  /// The text, if it is one.
  fileprivate var text: String {
    if case .text(let text) = self { text } else { "" }
  }
}
