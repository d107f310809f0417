import ChatArchive

/// Shows on a terminal how far an import is.
struct ImportLine {
  private var isShown = false
  private var last: ContinuousClock.Instant?

  /// Draws it again, ten times a second at most.
  mutating func show(_ progress: ImportProgress) {
    guard StandardError.isTerminal else { return }
    let now = ContinuousClock.now
    if let last, now - last < .milliseconds(100) { return }
    last = now
    isShown = true
    let words = " \(progress.conversations) conversations, \(progress.messages) messages"
    StandardError.write("\r\u{1B}[K\(Self.bar(progress))\(words)")
  }

  /// Takes it away.
  mutating func clear() {
    if isShown { StandardError.write("\r\u{1B}[K") }
    isShown = false
  }

  private static func bar(_ progress: ImportProgress) -> String {
    guard let size = progress.size, size > 0 else { return "importing" }
    let share = min(1, max(0, Double(progress.bytes) / Double(size)))
    let full = Int(share * 24)
    let percent = Int(share * 100)
    return String(repeating: "█", count: full) + String(repeating: "░", count: 24 - full)
      + " \(percent) %"
  }
}
