/// Shows on a terminal how far long work has come.
struct CountProgress {
  let unit: String
  let of: Int
  private var isShown = false

  init(unit: String, of: Int) {
    self.unit = unit
    self.of = of
  }

  /// Says how many are done; short work is not worth a line.
  mutating func show(_ done: Int) {
    guard StandardError.isTerminal, of > 5000 else { return }
    isShown = true
    StandardError.write("\r\u{1B}[K\(done) of \(of) \(unit)")
  }

  /// Takes the line away.
  mutating func clear() {
    if isShown { StandardError.write("\r\u{1B}[K") }
    isShown = false
  }
}
