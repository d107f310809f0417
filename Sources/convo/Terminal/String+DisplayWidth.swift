extension String {
  /// The columns that the text takes on one line of a terminal, by ``DisplayWidth``.
  var displayWidth: Int {
    if let count = asciiCount { return count }
    return reduce(0) { $0 + DisplayWidth.columns(of: $1) }
  }

  /// The text if it fits, else its longest beginning that leaves room for `…`, with `…`.
  ///
  /// A grapheme cluster is kept whole or not at all; the result may be a column shorter than asked
  /// for. Takes time for what is shown, not for what is cut off.
  ///
  /// - Parameter columns: The columns there are; at zero or less the result is empty.
  /// - Returns: Text of at most that many columns.
  func fitted(to columns: Int) -> String {
    guard columns > 0 else { return "" }
    var width = 0
    var end = startIndex
    var index = startIndex
    while index < endIndex {
      width += DisplayWidth.columns(of: self[index])
      formIndex(after: &index)
      if width > columns { return String(self[..<end]) + "…" }
      if width < columns { end = index }
    }
    return self
  }

  /// The text with spaces after it up to a width; a wider text is left as it is.
  func padded(to columns: Int) -> String {
    let width = displayWidth
    return columns > width ? self + String(repeating: " ", count: columns - width) : self
  }

  /// The text with spaces before it up to a width; a wider text is left as it is.
  func leftPadded(to columns: Int) -> String {
    String(repeating: " ", count: max(0, columns - displayWidth)) + self
  }

  /// The number of printable ASCII characters, if the text is nothing else.
  private var asciiCount: Int? {
    var count = 0
    for byte in utf8 {
      guard 0x20..<0x7F ~= byte else { return nil }
      count += 1
    }
    return count
  }
}
