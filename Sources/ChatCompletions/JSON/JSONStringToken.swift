/// Where a string stands in the scanned bytes, between its quotation marks.
struct JSONStringToken {
  /// The offset of the first byte after the opening mark.
  var start: Int
  /// The offset of the closing mark.
  var end: Int
  /// Whether there is a backslash in it.
  var isEscaped: Bool
}
