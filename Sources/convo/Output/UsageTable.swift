import ChatStore

/// A usage report as a table with a line of totals.
struct UsageTable {
  let rows: [UsageRow]
  let title: String

  /// The table.
  var text: String {
    var cells = [[title, "turns", "failed", "prompt", "cached", "completion", "reasoning"]]
    cells += rows.map { Self.cells(of: $0) }
    if rows.count > 1 { cells.append(Self.cells(of: total)) }
    let widths = cells[0].indices.map { column in
      cells.map { $0[column].displayWidth }.max() ?? 0
    }
    return cells.map { Self.line($0, widths) + "\n" }.joined()
  }

  private static func line(_ cells: [String], _ widths: [Int]) -> String {
    var line = cells[0].padded(to: widths[0])
    for (cell, width) in zip(cells, widths).dropFirst() {
      line += "  " + cell.leftPadded(to: width)
    }
    return line
  }

  private static func cells(of row: UsageRow) -> [String] {
    [
      TerminalText.line(row.group), "\(row.turns)", "\(row.incomplete)", text(of: row.prompt),
      "\(row.cached)", text(of: row.completion), "\(row.reasoning)",
    ]
  }

  private static func text(of sum: UsageRow.Sum) -> String {
    (sum.estimated > 0 ? "~" : "") + "\(sum.total)"
  }

  private var total: UsageRow {
    rows.dropFirst().reduce(rows[0]) { $0.adding($1, named: "total") }
  }
}
