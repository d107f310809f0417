/// Shows on a terminal that a search has to index first.
struct IndexProgress {
  private var isShown = false

  /// Says how many messages are left; short work is not worth a line.
  mutating func show(left: Int64) {
    guard StandardError.isTerminal, isShown || left > 5000 else { return }
    isShown = true
    StandardError.write("\r\u{1B}[Kindexing, \(left) messages left")
  }

  /// Takes the line away.
  mutating func clear() {
    if isShown { StandardError.write("\r\u{1B}[K") }
    isShown = false
  }
}
