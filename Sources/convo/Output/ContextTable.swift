import ChatCompletions
import ChatSession
import ChatStore
import ChatTokens

/// A window as a table, with a bar of its budget.
struct ContextTable {
  let window: ContextWindow
  let settings: RequestSettings
  /// Messages of the window that are not stored yet, and so have no id.
  let new: Set<Identifier<Message>>
  /// Of a request that was sent: whether its body could be built again to the byte, if that can be told.
  var isIdentical: Bool??

  /// Whether the numbers are those that the model has: of a template that is not known only the most is.
  private var isExact: Bool {
    settings.tokenizer is BytePairTokenizer && settings.template != .unknown
  }

  /// The table and the bar.
  var text: String {
    var rows = [["message", "role", "tokens", "total", "", ""]]
    var total = window.budget.fixedOverhead
    if total > 0 { rows.append(["", "", "\(total)", "\(total)", "kept", "around the messages"]) }
    for entry in window.entries {
      switch entry {
      case .message(let id, let role, let count, let reason):
        total += count.upper
        rows.append([
          new.contains(id) ? "new" : id.shortID.shown, role.rawValue, "\(count.upper)", "\(total)",
          reason == .pinned ? "pinned" : "kept",
          Self.words(reason) + (window.shortened.contains(id) ? ", shortened" : ""),
        ])
      case .summary(let id, let count, let messages):
        total += count.upper
        rows.append([
          id.shortID.shown, Role.user.rawValue, "\(count.upper)", "\(total)", "summarised",
          "in place of \(messages == 1 ? "1 message" : "\(messages) messages")",
        ])
      case .leftOut(let number, let omission):
        rows.append(["", "", "", "", "left out", Self.words(number, omission)])
      }
    }
    let widths = rows[0].indices.map { column in rows.map { $0[column].displayWidth }.max() ?? 0 }
    let lines = rows.map { row in
      let cells = [
        row[0].padded(to: widths[0]), row[1].padded(to: widths[1]),
        row[2].leftPadded(to: widths[2]), row[3].leftPadded(to: widths[3]),
        row[4].padded(to: widths[4]), row[5],
      ]
      return Self.trimmed(cells.joined(separator: "  "))
    }
    return (lines + [bar] + [identity].compactMap(\.self)).joined(separator: "\n")
  }

  /// What is said of a request that was sent.
  private var identity: String? {
    guard let isIdentical else { return nil }
    return switch isIdentical {
    case true: "identical: the body that is built now is the one that was sent"
    case false: "differs: with what is set now the body is another than the one that was sent"
    case nil: "nothing was kept to tell whether the body is the one that was sent"
    }
  }

  /// How much of the budget is used.
  private var bar: String {
    let available = max(1, window.budget.limit - window.budget.reserve)
    let width = 20
    // A budget may be any number, so nothing is multiplied that could overflow.
    let share = min(1, Double(window.cost) / Double(available))
    let filled = Int((share * Double(width)).rounded(.up))
    let about = isExact ? "" : "at most "
    return String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
      + "  \(about)\(window.cost) of \(available) tokens (\(window.budget.limit) less "
      + "\(window.budget.reserve) for the reply), \(window.strategy.rawValue), "
      + TerminalText.line(settings.tokenizer.id) + calibration + learnedLimit
  }

  /// Where the limit comes from, if nobody has set it.
  private var learnedLimit: String {
    guard isIdentical == nil, let limit = settings.learnedLimit else { return "" }
    return ", limit of \(limit.tokens) learned from a refusal"
  }

  /// What an estimate has learned, and how far it was off.
  private var calibration: String {
    guard let calibration = settings.calibration, calibration.learned > 0 else { return "" }
    let number = calibration.learned == 1 ? "1 reply" : "\(calibration.learned) replies"
    guard let error = calibration.error else { return ", calibrated by \(number)" }
    let tenths = Int((min(error, 10) * 1000).rounded(.up))
    return ", calibrated by \(number), lately \(tenths / 10).\(tenths % 10) % off at most"
  }

  private static func words(_ reason: ContextEntry.Reason) -> String {
    switch reason {
    case .instruction: "instructions"
    case .pinned: ""
    case .recent: "the newest exchanges"
    }
  }

  private static func words(_ number: Int, _ omission: ContextEntry.Omission) -> String {
    let messages = number == 1 ? "1 message" : "\(number) messages"
    switch omission {
    case .older: return "\(messages), older than what fits"
    case .rounds:
      return "\(messages), calls of tools and their results, in an exchange that is too long"
    }
  }

  private static func trimmed(_ line: String) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }

  /// A line for each message and each gap, then one for the whole.
  func writeJSON() {
    for entry in window.entries { json(entry).write() }
    var line = JSONLine(type: "context")
    line.add("provider", settings.provider)
    line.add("model", settings.model)
    line.add("limit", window.budget.limit)
    line.add("reserve", window.budget.reserve)
    line.add("overhead", window.budget.fixedOverhead)
    line.add("tokens", window.cost)
    line.add("expected_tokens", window.expected)
    line.add("left_out", window.leftOut)
    line.add("strategy", window.strategy.rawValue)
    line.add("tokenizer", settings.tokenizer.id)
    line.add("exact", isExact)
    if let calibration = settings.calibration, calibration.learned > 0 {
      line.add("calibrated_by", calibration.learned)
      if let error = calibration.error { line.add("error", JSONValue(error)) }
    }
    if isIdentical == nil, let limit = settings.learnedLimit {
      line.add("learned_limit", limit.tokens)
    }
    if case .some(.some(let isIdentical)) = isIdentical { line.add("identical", isIdentical) }
    line.write()
  }

  private func json(_ entry: ContextEntry) -> JSONLine {
    switch entry {
    case .message(let id, let role, let count, let reason):
      var line = JSONLine(type: "context_message")
      if !new.contains(id) {
        line.add("id", id.description)
        line.add("short_id", id.shortID.shown)
      }
      line.add("role", role.rawValue)
      line.add("tokens", count.upper)
      line.add("expected_tokens", count.expected)
      line.add("status", reason == .pinned ? "pinned" : "kept")
      line.add("reason", reason.rawValue)
      if window.shortened.contains(id) { line.add("shortened", true) }
      return line
    case .summary(let id, let count, let messages):
      var line = JSONLine(type: "context_summary")
      line.add("id", id.description)
      line.add("short_id", id.shortID.shown)
      line.add("messages", messages)
      line.add("tokens", count.upper)
      line.add("expected_tokens", count.expected)
      line.add("status", "summarised")
      return line
    case .leftOut(let number, let omission):
      var line = JSONLine(type: "context_gap")
      line.add("messages", number)
      line.add("status", "left_out")
      line.add("reason", omission.rawValue)
      return line
    }
  }
}
