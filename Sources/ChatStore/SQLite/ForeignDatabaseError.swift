/// Why another program's database cannot be read.
package struct ForeignDatabaseError: Error, Equatable, CustomStringConvertible {
  /// Where it is.
  package let path: String
  /// The reason, without its file.
  package let reason: String
  /// Whether somebody else has it for themselves at the moment.
  package let isBusy: Bool

  /// One sentence for people.
  package var description: String { "\(path) cannot be read: \(reason)." }

  /// Makes an error with the reason for it.
  package init(path: String, _ reason: String) {
    self.path = path
    self.reason = reason
    isBusy = false
  }

  init(_ error: SQLiteError, path: String) {
    self.path = path
    isBusy = error.isBusy
    reason =
      if error.isBusy {
        "another program has locked it; try again when that has finished"
      } else if error.isCorrupt {
        "it is damaged, or no SQLite database (\(error.message))"
      } else if error.isReadOnly || error.isCannotOpen {
        "what was being written to it has to be finished first; let its program open it once "
          + "(\(error.message))"
      } else {
        error.message
      }
  }
}
