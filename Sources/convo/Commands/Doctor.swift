import ArgumentParser
import ChatStore

/// `convo doctor`: examines the store.
struct Doctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", _superCommandName: "convo",
    abstract: "Examine the store: the file, every digest, the tree, turns, and the search index.",
    discussion: """
      Replies of processes that died are recovered first. Nothing else is changed. The exit code is \
      65 when something is wrong.

      Example: convo doctor
      """)

  @OptionGroup var store: StoreOptions

  @Flag(help: "Print JSON Lines: one a finding, then a summary.")
  var json = false

  func run() throws {
    let store = try store.open()
    let examination = try store.examine { done in
      if StandardError.isTerminal, done % 10_000 == 0 {
        StandardError.write("\r\u{1B}[K\(done) messages examined")
      }
    }
    if StandardError.isTerminal { StandardError.write("\r\u{1B}[K") }
    for finding in examination.findings { write(finding) }
    writeSummary(examination)
    if !examination.isClean { throw Failure(.refusedData) }
  }

  private func write(_ finding: Finding) {
    guard json else {
      return StandardOutput.line("\(finding.area.rawValue): \(TerminalText.safe(finding.message))")
    }
    var line = JSONLine(type: "finding")
    line.add("area", finding.area.rawValue)
    line.add("message", finding.message)
    line.write()
  }

  private func writeSummary(_ examination: Examination) {
    if json {
      var line = JSONLine(type: "summary")
      line.add("clean", examination.isClean)
      line.add("conversations", examination.conversations)
      line.add("messages", examination.messages)
      line.add("turns", examination.turns)
      line.add("recovered", examination.recovered)
      line.add("running", examination.running)
      return line.write()
    }
    StandardOutput.line(
      "Examined: conversations \(examination.conversations), messages \(examination.messages), "
        + "turns \(examination.turns) (recovered \(examination.recovered), "
        + "running \(examination.running)).")
    StandardOutput.line(
      examination.isClean ? "The store is whole." : "Something is wrong; see above.")
  }
}
