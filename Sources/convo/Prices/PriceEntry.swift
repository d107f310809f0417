/// From when on a price holds, and of which models.
struct PriceEntry: Sendable, Equatable {
  /// Patterns of names: a name, or the beginning of names followed by `*`.
  var models: [String]
  /// Whose price it is; nil for anybody's.
  var provider: String?
  /// The first day, `YYYY-MM-DD`; nil for the beginning.
  var from: String?
  /// The price.
  var price: Price

  /// Whether a model's name, lower-cased and without what stands before its last slash, fits a pattern.
  func matches(_ name: String) -> Bool {
    models.contains { pattern in
      pattern.utf8.last == UInt8(ascii: "*")
        ? name.utf8.starts(with: pattern.utf8.dropLast())
        : name.utf8.elementsEqual(pattern.utf8)
    }
  }
}
