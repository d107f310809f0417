import ArgumentParser
import ChatArchive
import ChatStore
import Glibc

/// `convo import`: takes conversations of other programs in.
struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", _superCommandName: "convo",
    abstract: "Take conversations in: from other programs, or what convo exported.",
    discussion: """
      What a file is, is seen by what is in it: convo's own JSONL; exports of ChatGPT and Claude, as ZIP archive, \
      folder or conversations.json; logs.db of llm; sessions of Claude Code and Codex; OpenAI and ShareGPT JSON and \
      JSONL. Each conversation comes whole or not at all, and what is there already does not come \
      again.

      Example: convo import chatgpt-export.zip
      """)

  @OptionGroup var store: StoreOptions

  @Flag(help: "Print JSON Lines: every problem, then the summary.")
  var json = false

  @Argument(help: "Files and folders; - for standard input.")
  var paths: [String]

  func run() throws {
    for path in paths where path != "-" && access(path, F_OK) != 0 {
      throw Failure(.noSuchThing, "\(path): \(SystemError.current)")
    }
    let interrupt = StopRequest()
    // A pipe can be read only once, and archives and databases are not read from front to back.
    var spooled: [SpooledInput] = []
    let files = try paths.map { path in
      guard let input = try SpooledInput.ifNeeded(path, unless: { interrupt.isRequested }) else {
        return path
      }
      spooled.append(input)
      return input.path
    }
    defer { withExtendedLifetime(spooled) {} }
    let store = try store.open(creating: true)
    var progress = ImportLine()
    var failure: (any Error)?
    var summary = ImportSummary()
    do {
      try Importer.run(
        files, into: store, isCancelled: { interrupt.isRequested },
        progress: { progress.show($0) }, report: { summary = $0 })
    } catch {
      failure = error
    }
    progress.clear()
    ImportReport(isJSON: json).write(summary)
    if let failure { throw failure }
    guard summary.problemCount == 0 else { throw Failure(.refusedData) }
  }
}
