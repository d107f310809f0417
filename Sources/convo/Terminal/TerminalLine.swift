/// A line that is put together from left to right and never gets wider than the terminal.
struct TerminalLine {
  /// The line so far, with escape sequences if it is coloured.
  private(set) var text = ""
  /// The columns that are left.
  private(set) var columnsLeft: Int
  private let isColoured: Bool

  init(columns: Int, isColoured: Bool) {
    columnsLeft = max(0, columns)
    self.isColoured = isColoured
  }

  /// Adds as much of a text as there is room for, and `…` if that is not all of it.
  ///
  /// - Parameters:
  ///   - addition: Text that is safe for a terminal and holds no newline.
  ///   - style: How it stands out, on a line that is coloured.
  ///   - limit: The most columns that it may take, if that is less than what is left.
  mutating func append(_ addition: String, _ style: TerminalStyle = .plain, limit: Int = .max) {
    let width = addition.displayWidth
    guard width > min(columnsLeft, limit) else {
      columnsLeft -= width
      write(addition, style)
      return
    }
    let shown = addition.fitted(to: min(columnsLeft, limit))
    // Nothing follows what the edge has cut off, not even into a column left over by a wide character.
    columnsLeft = columnsLeft <= limit ? 0 : columnsLeft - shown.displayWidth
    write(shown, style)
  }

  private mutating func write(_ shown: String, _ style: TerminalStyle) {
    if shown.isEmpty { return }
    text += isColoured && style != .plain ? "\u{1B}[\(style.rawValue)m\(shown)\u{1B}[0m" : shown
  }
}
