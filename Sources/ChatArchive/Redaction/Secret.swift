/// Where a secret stands in a text.
struct Secret: Equatable {
  /// The offset of its first byte.
  var start: Int
  /// The offset behind its last byte.
  var end: Int
  /// What it is.
  var kind: RedactionKind
}
