/// One value before and after an operation.
struct Change {
  let field: ChangedField
  /// The row that has the value: a conversation, a branch or a message.
  let target: Int64
  /// The tag's name; else empty.
  let name: String
  let before: SQLiteValue
  let after: SQLiteValue

  /// The same change backwards.
  var reversed: Change {
    Change(field: field, target: target, name: name, before: after, after: before)
  }

  static func read(_ row: borrowing Row) throws -> Change {
    guard let field = ChangedField(rawValue: try row.text(0)) else {
      throw row.mismatch(0, "a field")
    }
    return Change(
      field: field, target: try row.integer(1), name: try row.text(2), before: try row.value(3),
      after: try row.value(4))
  }
}
