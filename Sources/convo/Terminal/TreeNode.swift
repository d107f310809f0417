/// A message as ``TreeDrawing`` needs it.
struct TreeNode: Sendable, Equatable {
  /// Its integer key; among the replies to one message the smaller is the older.
  var id: Int64
  /// The key of the message it follows, or nil at a root.
  var parent: Int64?
  /// What a person types to name it.
  var shortID: String
  /// Who wrote it.
  var role: String
  /// Its text, of which the first line is shown.
  var text: String
  /// The names of the branches whose head it is.
  var branches: [String] = []
  /// Whether it is on the path from the root to the active head.
  var isOnActivePath = false
  /// What is special about it, such as "partial" or "2 tool calls".
  var note: String?
}
