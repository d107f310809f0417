import ChatStore

/// A usage report as a table, with a line of totals and a bar for each row.
struct UsageTable {
  private let report: UsageReport
  private var columns: [UsageColumn] = []
  /// The tokens of the largest row.
  private let most: Double

  /// The widest bar.
  private static let barWidth = 20

  init(_ report: UsageReport, by grouping: UsageGrouping, prices: PriceList) {
    self.report = report
    most = report.rows.map(Self.tokens).max() ?? 0
    // Where rows overlap, one of them is not the total either.
    let hasTotal = report.rows.count > 1 || report.rowsOverlap
    let rows = report.rows + (hasTotal ? [report.total] : [])
    func column(
      _ title: String, rank: Int, isText: Bool = false, _ cell: (UsageRow) -> String
    ) -> UsageColumn {
      UsageColumn(title: title, cells: rows.map(cell), isText: isText, rank: rank)
    }
    let total = report.total.sums
    columns = [
      column(grouping.rawValue, rank: 0, isText: true) { Self.name(of: $0, by: grouping) },
      column("replies", rank: 1) { "\($0.sums.replies)" },
      column("partial", rank: 2) { "\($0.sums.partial)" },
      column("failed", rank: 2) { "\($0.sums.failed)" },
      column("prompt", rank: 0) { Self.text(of: $0.sums.prompt) },
      column("new", rank: 4) { "\($0.sums.newPrompt)" },
      column("cached", rank: 3) { "\($0.sums.cached)" },
      column("completion", rank: 0) { Self.text(of: $0.sums.completion) },
      column("reasoning", rank: 5) { Self.text(of: $0.sums.reasoning) },
      column("first token", rank: 6) { Self.time($0.sums.firstTokens.percentile(0.5)) },
      column("p95", rank: 7) { Self.time($0.sums.firstTokens.percentile(0.95)) },
      column("tok/s", rank: 8) { $0.sums.tokensPerSecond.map { "\($0)" } ?? "" },
      column("cost", rank: 1) { Cost(of: $0, prices).text },
    ]
    // What is nowhere is not shown; how many failed is, since none is good to know.
    let isIdle = [
      "partial": total.partial == 0, "new": total.newPrompt == 0,
      "first token": total.firstTokens.turns == 0,
      "p95": total.firstTokens.turns == 0,
      "tok/s": total.generationTime == 0,
    ]
    columns.removeAll { isIdle[$0.title] == true }
  }

  /// The table, as wide as a terminal.
  func text(width: Int?) -> String {
    var columns = columns
    func used() -> Int { columns.reduce(-2) { $0 + $1.width + 2 } }
    while let width, used() > width, let last = columns.map(\.rank).max(), last > 0 {
      columns.removeAll { $0.rank == last }
    }
    if let width, used() > width {
      columns[0].fit(to: max(8, columns[0].width - (used() - width)))
    }
    let bar = min(Self.barWidth, (width ?? .max) - used() - 2)
    var lines = [line(columns.map { $0.cell(nil) })]
    for row in columns[0].cells.indices {
      var cells = columns.map { $0.cell(row) }
      if bar >= 5, report.rows.count > 1, row < report.rows.count {
        cells.append(self.bar(of: report.rows[row], width: bar))
      }
      lines.append(line(cells))
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func line(_ cells: [String]) -> String {
    var line = cells.joined(separator: "  ")
    while line.last == " " { line.removeLast() }
    return line
  }

  /// The row's share of the tokens of the largest row.
  private func bar(of row: UsageRow, width: Int) -> String {
    guard most > 0 else { return "" }
    let length = Int((Self.tokens(row) / most * Double(width)).rounded(.up))
    return String(repeating: "█", count: length)
  }

  private static func tokens(_ row: UsageRow) -> Double {
    Double(row.sums.prompt.total) + Double(row.sums.completion.total)
  }

  private static func name(of row: UsageRow, by grouping: UsageGrouping) -> String {
    guard let conversation = row.conversation else {
      return row.isRest ? rest(of: grouping) : TerminalText.line(row.group)
    }
    guard !row.group.hasPrefix(conversation.shortID.shown) else {
      return TerminalText.line(row.group)
    }
    return "\(conversation.shortID)  \(TerminalText.line(row.group).fitted(to: 32))"
  }

  private static func rest(of grouping: UsageGrouping) -> String {
    switch grouping {
    case .tag: "(no tag)"
    case .branch: "(on no branch)"
    default: "(not there any more)"
    }
  }

  private static func text(of tokens: UsageSums.Tokens) -> String {
    (tokens.estimated > 0 ? "~" : "") + "\(tokens.total)"
  }

  private static func time(_ milliseconds: Int?) -> String {
    milliseconds.map(UsageLine.time) ?? ""
  }
}
