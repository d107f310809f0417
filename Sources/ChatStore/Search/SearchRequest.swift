/// A search, ready to be asked of an index.
struct SearchRequest {
  /// The operand of `MATCH`.
  var expression: String
  /// No message is older.
  var after: Timestamp
  /// Every message is older.
  var before: Timestamp
  /// No message is newer, as its conversation says.
  var end = Timestamp(milliseconds: .max)
  /// Whether in the archive or in the trash.
  var filter: ConversationFilter
  /// The conversation is in each of these.
  var required: [Set<Int64>] = []
  /// The conversation is none of these.
  var excluded: Set<Int64> = []
  /// How wide a snippet is, in columns of a terminal.
  var columns: Int
  /// Whether it asks for words that begin so, which FTS5 gathers anew for every statement.
  var hasPrefix = false
  /// Whether rare words weigh more; not where two indexes are compared, in which words are not equally rare.
  var weighs = true
  /// What counts as now.
  var now: Timestamp
}
