import ChatCompletions
import ChatStore

/// The fields of a row of a usage report for programs: of `--json` and of `--csv`, under the same names.
struct UsageFields {
  let row: UsageRow
  let cost: Cost

  init(_ row: UsageRow, prices: PriceList) {
    self.row = row
    cost = Cost(of: row, prices)
  }

  /// The numbers; nil for what is not known.
  var numbers: [(name: String, value: Int?)] {
    let sums = row.sums
    return [
      ("turns", sums.turns), ("replies", sums.replies), ("partial", sums.partial),
      ("failed", sums.failed), ("incomplete_turns", sums.turns - sums.replies),
      ("prompt_tokens_reported", sums.prompt.reported),
      ("prompt_tokens_estimated", sums.prompt.estimated), ("new_prompt_tokens", sums.newPrompt),
      ("resent_prompt_tokens", sums.resentPrompt),
      ("completion_tokens_reported", sums.completion.reported),
      ("completion_tokens_estimated", sums.completion.estimated), ("cached_tokens", sums.cached),
      ("reasoning_tokens", sums.reasoning.reported),
      ("reasoning_tokens_estimated", sums.reasoning.estimated),
      ("first_token_ms_median", sums.firstTokens.percentile(0.5)),
      ("first_token_ms_p95", sums.firstTokens.percentile(0.95)),
      ("tokens_per_second", sums.tokensPerSecond),
      ("unpriced_turns", cost.unpricedTurns),
    ]
  }

  /// The row as a line of JSON.
  func json(type: String, by grouping: UsageGrouping?) -> JSONLine {
    var line = JSONLine(type: type)
    if let grouping, !row.isRest { line.add(grouping.rawValue, row.group) }
    line.add("conversation_id", row.conversation?.description)
    for (name, value) in numbers { line.add(name, value) }
    let costs = cost.amounts.map { cost in
      JSONValue.object(
        JSONObject([
          (key: "currency", value: .string(cost.currency)),
          (key: "amount", value: .string(cost.amount.exact)),
          (key: "accuracy", value: .string(cost.accuracy.rawValue)),
        ]))
    }
    line.add("costs", .array(costs))
    return line
  }

  /// The names of the columns.
  static func header(by grouping: UsageGrouping, _ fields: UsageFields) -> String {
    csv(
      [grouping.rawValue, "conversation_id"] + fields.numbers.map(\.name) + ["costs", "accuracy"])
  }

  /// The row as a line of RFC 4180, without an end.
  var csv: String {
    let costs = cost.amounts.map { "\($0.amount.exact) \($0.currency)" }
    let accuracies = cost.amounts.map(\.accuracy.rawValue)
    return Self.csv(
      [row.group, row.conversation?.description ?? ""]
        + numbers.map { $0.value.map(String.init) ?? "" }
        + [costs, accuracies].map { $0.joined(separator: " + ") })
  }

  private static func csv(_ cells: [String]) -> String {
    cells.map { cell in
      // What begins so, a spreadsheet would take for a formula.
      let text = cell.first.map { "=+-@\t\r".contains($0) } == true ? "'" + cell : cell
      guard text.contains(where: { ",\"\n\r".contains($0) || $0.isNewline }) else { return text }
      return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }.joined(separator: ",")
  }
}
