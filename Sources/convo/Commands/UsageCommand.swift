import ArgumentParser
import ChatStore

/// `convo usage`: counts tokens, and what they cost.
struct UsageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "usage", _superCommandName: "convo",
    abstract: "Count tokens, times and costs of all turns.",
    discussion: """
      Numbers that the endpoint did not report are convo's estimates; ~ marks sums that hold any. Of \
      the prompts, new is what messages since the last reply had; the rest was sent again. Costs are \
      computed from dated prices, those of prices.toml beside the configuration first; a model without \
      a price is unpriced, ≥ says that long prompts cost more, ≤ that it is the price of peak hours. \
      First token: the median, and what 95 of 100 stayed within.

      Example: convo usage --by month --since 2026-01
      """)

  @OptionGroup var store: StoreOptions

  @Option(help: "What to have a row for.")
  var by = GroupingArgument(.day)

  @Option(
    help: ArgumentHelp("From when on: 2026-11-23, 2026-11, 3d, last-week, …", valueName: "date"))
  var since: String?

  @Option(help: ArgumentHelp("Until when, that day, month or year included.", valueName: "date"))
  var until: String?

  @Option(name: .customLong("in"), help: "Only this conversation (REF).")
  var conversation: String?

  @Flag(help: "Print JSON Lines: one a row, then a total.")
  var json = false

  @Flag(help: "Print comma-separated values with a header.")
  var csv = false

  func validate() throws {
    if json, csv { throw ValidationError("Give --json or --csv, not both.") }
    for (name, text) in [("--since", since), ("--until", until)] {
      guard let text else { continue }
      // Sums are of days.
      guard SearchDate(text) != nil, !text.lowercased().hasSuffix("h") else {
        throw ValidationError(
          "\(name) \(text): write a date like 2026-11-23, 2026-11, 2026, 3d, last-week or today.")
      }
    }
  }

  func run() throws {
    let prices = try PriceList.current()
    let store = try store.open()
    let only = try conversation.map {
      try TargetResolver(store: store).wholeConversation($0)
    }
    let now = Timestamp.now()
    let report = try store.usage(
      by: by.grouping, from: since.flatMap(SearchDate.init)?.firstDay(now: now),
      through: until.flatMap(SearchDate.init)?.lastDay(now: now), in: only)
    guard !report.rows.isEmpty else {
      throw Failure(
        .nothingFound,
        since == nil && until == nil
          ? "No reply was asked for yet." : "Nothing was sent in that time.")
    }
    if json { return write(report, prices) }
    if csv { return writeCSV(report, prices) }
    let width = StandardOutput.isTerminal ? StandardOutput.width : nil
    StandardOutput.write(
      UsageTable(report, by: by.grouping, prices: prices).text(width: width))
    if report.rowsOverlap {
      StandardError.notice(
        by.grouping == .branch
          ? "rows overlap: what branches share is in each of their rows, and once in the total"
          : "rows overlap: a conversation with several tags is in each of their rows, and once in "
            + "the total")
    }
  }

  private func write(_ report: UsageReport, _ prices: PriceList) {
    for row in report.rows {
      UsageFields(row, prices: prices).json(type: "usage", by: by.grouping).write()
    }
    var total = UsageFields(report.total, prices: prices).json(type: "usage_total", by: nil)
    total.add("rows_overlap", report.rowsOverlap)
    total.write()
  }

  private func writeCSV(_ report: UsageReport, _ prices: PriceList) {
    let rows = report.rows.map { UsageFields($0, prices: prices) }
    if let first = rows.first { StandardOutput.line(UsageFields.header(by: by.grouping, first)) }
    for row in rows {
      StandardOutput.line(StandardOutput.isTerminal ? TerminalText.line(row.csv) : row.csv)
    }
  }
}
