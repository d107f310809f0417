import ChatArchive

/// Says what an import brought.
struct ImportReport {
  let isJSON: Bool

  /// How many problems a person is shown.
  private static let shown = 20

  func write(_ summary: ImportSummary) {
    for problem in summary.problems.prefix(isJSON ? .max : Self.shown) { write(problem) }
    if isJSON { return writeLine(summary) }
    let more = summary.problemCount - Self.shown
    if more > 0 { StandardError.notice("\(more) more problems; --json prints up to a thousand") }
    guard summary.conversations > 0 || summary.problemCount == 0 else { return }
    var parts = ["\(summary.new) new"]
    for (count, words) in [
      (summary.extended, "extended"), (summary.known, "there already"),
      (summary.collected, "removed for good before"), (summary.empty, "empty"),
      (summary.problemCount, "skipped"),
    ] where count > 0 {
      parts.append("\(count) \(words)")
    }
    StandardOutput.line(
      "Conversations: \(parts.joined(separator: ", ")); \(summary.messages) messages came.")
  }

  private func write(_ problem: ImportProblem) {
    guard isJSON else {
      let place = problem.position.map { "\(problem.file), byte \($0): " } ?? ""
      // A name with a line end in it must not look like another sentence.
      return StandardError.notice((place + problem.reason).replacing("\n", with: "␊"))
    }
    var line = JSONLine(type: "problem")
    line.add("file", problem.file)
    line.add("position", problem.position)
    line.add("reason", problem.reason)
    line.write()
  }

  private func writeLine(_ summary: ImportSummary) {
    var line = JSONLine(type: "imported")
    line.add("new", summary.new)
    line.add("extended", summary.extended)
    line.add("known", summary.known)
    line.add("collected", summary.collected)
    line.add("empty", summary.empty)
    line.add("messages", summary.messages)
    line.add("problems", summary.problemCount)
    line.write()
  }
}
