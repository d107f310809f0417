import ArgumentParser
import ChatStore

/// `convo usage`: counts tokens.
struct UsageCommand: ParsableCommand {
  /// What there is a row for.
  enum Grouping: String, ExpressibleByArgument, CaseIterable {
    case day
    case model

    var grouping: UsageGrouping {
      switch self {
      case .day: .day
      case .model: .model
      }
    }
  }

  static let configuration = CommandConfiguration(
    commandName: "usage", _superCommandName: "convo",
    abstract: "Count the tokens of all turns, by day or by model.",
    discussion: """
      Numbers that the endpoint did not report are convo's estimates; ~ marks sums that hold any.

      Example: convo usage --by model
      """)

  @OptionGroup var store: StoreOptions

  @Option(help: "What to have a row for: day or model.")
  var by = Grouping.day

  @Option(help: ArgumentHelp("The first day.", valueName: "yyyy-mm-dd"))
  var since: String?

  @Option(help: ArgumentHelp("The last day.", valueName: "yyyy-mm-dd"))
  var until: String?

  @Flag(help: "Print JSON Lines.")
  var json = false

  func validate() throws {
    for (name, day) in [("--since", since), ("--until", until)] {
      guard let day else { continue }
      guard CalendarDay(day) != nil else {
        throw ValidationError("\(name) \(day): a day is written like 2026-11-23.")
      }
    }
  }

  func run() throws {
    let rows = try store.open().usage(by: by.grouping, from: since, through: until)
    guard !rows.isEmpty else { throw Failure(.nothingFound, "Nothing was sent in that time.") }
    if json { return rows.forEach { Self.json($0, by: by).write() } }
    StandardOutput.write(UsageTable(rows: rows, title: by.rawValue).text)
  }

  private static func json(_ row: UsageRow, by grouping: Grouping) -> JSONLine {
    var line = JSONLine(type: "usage")
    line.add(grouping.rawValue, row.group)
    line.add("turns", row.turns)
    line.add("incomplete_turns", row.incomplete)
    line.add("prompt_tokens_reported", row.prompt.reported)
    line.add("prompt_tokens_estimated", row.prompt.estimated)
    line.add("completion_tokens_reported", row.completion.reported)
    line.add("completion_tokens_estimated", row.completion.estimated)
    line.add("cached_tokens", row.cached)
    line.add("reasoning_tokens", row.reasoning)
    return line
  }
}
