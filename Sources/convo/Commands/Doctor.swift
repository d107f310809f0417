import ArgumentParser
import ChatStore

/// `convo doctor`: examines the store, and mends what can be made again.
struct Doctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", _superCommandName: "convo",
    abstract: "Examine the store: the file, every digest, the tree, turns, and the search index.",
    discussion: """
      Replies of processes that died are recovered first. Nothing else is changed, unless --repair \
      is given: then what the rest of the store tells is made again (indexes, counts, places in the \
      tree, heads of branches, the search index), after a copy of the store was made beside it. \
      What was said is never changed. The exit code is 65 when something is wrong, and stays it \
      when something could not be repaired.

      Example: convo doctor --repair
      """)

  @OptionGroup var store: StoreOptions

  @Flag(help: "Mend what can be made again; a copy of the store is kept.")
  var repair = false

  @Flag(help: "Print JSON Lines: one a finding, then a summary.")
  var json = false

  func run() throws {
    let store = try store.open()
    let examination =
      repair ? try mend(store) : try store.examine(progress: Self.show) { Self.show(left: $0) }
    Self.clear()
    for finding in examination.findings { write(finding, isRepaired: false) }
    writeSummary(examination)
    if !examination.isClean { throw Failure(.refusedData) }
  }

  private func mend(_ store: ChatStore) throws -> Examination {
    let (repaired, after) = try store.repair(
      progress: Self.show, indexing: { Self.show(left: $0) }
    ) { copy in
      Self.clear()
      StandardError.notice("kept a copy of the store as it was: \(TerminalText.safe(copy))")
    }
    Self.clear()
    for finding in repaired { write(finding, isRepaired: true) }
    return after
  }

  private static func show(_ done: Int) {
    guard StandardError.isTerminal, done % 10_000 == 0 else { return }
    StandardError.write("\r\u{1B}[K\(done) messages examined")
  }

  private static func show(left: Int64) {
    guard StandardError.isTerminal else { return }
    StandardError.write("\r\u{1B}[K\(left) messages to index")
  }

  private static func clear() {
    if StandardError.isTerminal { StandardError.write("\r\u{1B}[K") }
  }

  private func write(_ finding: Finding, isRepaired: Bool) {
    guard json else {
      let words = TerminalText.safe(finding.message)
      return StandardOutput.line(
        "\(finding.area.rawValue): \(words)\(isRepaired ? " Repaired." : "")")
    }
    var line = JSONLine(type: "finding")
    line.add("area", finding.area.rawValue)
    line.add("message", finding.message)
    line.add("repairable", finding.isRepairable)
    line.add("repaired", isRepaired)
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
    StandardOutput.line(verdict(on: examination))
  }

  private func verdict(on examination: Examination) -> String {
    if examination.isClean { return "The store is whole." }
    let canMend = examination.findings.contains(where: \.isRepairable)
    return "Something is wrong; see above."
      + (canMend && !repair ? " Some of it convo doctor --repair can mend." : "")
  }
}
