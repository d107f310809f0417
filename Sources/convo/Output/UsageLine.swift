import ChatStore

/// What one reply cost, in a line.
struct UsageLine {
  private let turn: Turn
  private let sums: UsageSums
  private let cost: Cost

  init(_ turn: Turn, prices: PriceList) {
    self.turn = turn
    sums = UsageSums(of: turn)
    cost = Cost(of: turn, prices)
  }

  /// The line.
  var text: String {
    let usage = turn.usage
    var prompt = "prompt \(Self.text(of: usage.prompt))"
    if let cached = usage.cached.reported, cached > 0 { prompt += " (\(cached) cached)" }
    var completion = "completion \(Self.text(of: usage.completion))"
    if let reasoning = usage.reasoning.reported ?? usage.reasoning.estimated, reasoning > 0 {
      completion += " (\(reasoning) reasoning)"
    }
    return ([prompt, completion] + times + [cost.text].filter { !$0.isEmpty }).joined(
      separator: ", ")
  }

  private var times: [String] {
    var words: [String] = []
    if let median = sums.firstTokens.percentile(0.5) {
      words.append("first token \(Self.time(median))")
    }
    if let rate = sums.tokensPerSecond { words.append("\(rate) tok/s") }
    return words
  }

  private static func text(of count: Usage.Count) -> String {
    count.reported.map { "\($0)" } ?? count.estimated.map { "~\($0)" } ?? "?"
  }

  /// A time to two digits: `870 ms`, `1.3 s`, `42 s`.
  static func time(_ milliseconds: Int) -> String {
    if milliseconds < 1000 { return "\(milliseconds) ms" }
    let tenths = (milliseconds + 50) / 100
    return milliseconds < 10_000
      ? "\(tenths / 10).\(tenths % 10) s" : "\((milliseconds + 500) / 1000) s"
  }
}
