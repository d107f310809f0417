/// A header or a key with its value, as it stands in the text.
struct TOMLEntry: Equatable, Sendable {
  /// What an entry is.
  enum Kind: Sendable {
    /// The header of a table, `[table]`.
    case header
    /// The header of an element in an array of tables, `[[array]]`.
    case arrayHeader
    /// A key and its value, `key = value`.
    case pair
    /// A key and its value inside an inline table.
    case inlinePair
  }

  /// What it is.
  var kind: Kind
  /// The whole key, the section's included.
  var path: [TOMLKey]
  /// How many parts of the key the section's header gives.
  var sectionDepth: Int
  /// The offset of its first byte.
  var start: Int
  /// The bytes of the value; of a header, the header.
  var value: Range<Int>

  /// Whether it opens a section.
  var isHeader: Bool { kind == .header || kind == .arrayHeader }
}
