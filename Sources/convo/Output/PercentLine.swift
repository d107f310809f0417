/// Shows on a terminal how far long work is, as a share of all of it.
struct PercentLine {
  private let what: String
  private var last: ContinuousClock.Instant?

  init(_ what: String) {
    self.what = what
  }

  /// Draws it again, ten times a second at most, and not before a second of work.
  mutating func show(done: Int, of all: Int) {
    guard StandardError.isTerminal, all > 0 else { return }
    let now = ContinuousClock.now
    guard let last else { return self.last = now + .milliseconds(900) }
    guard now - last >= .milliseconds(100) else { return }
    self.last = now
    StandardError.write("\r\u{1B}[K\(what), \(Int(Double(done) / Double(all) * 100)) %")
  }

  /// Takes it away.
  mutating func clear() {
    if last != nil, StandardError.isTerminal { StandardError.write("\r\u{1B}[K") }
    last = nil
  }
}
