import ChatCompletions
import ChatStore

/// Prints a reply as it arrives.
///
/// A terminal gets text that cannot harm it; a pipe gets the exact bytes; `--json` gets lines.
actor ReplyPrinter {
  let json: Bool
  let showsReasoning: Bool

  private var text = TerminalText()
  private var reasoning = TerminalText()
  private var isInReasoning = false
  private var endsInNewline = true

  init(json: Bool, showsReasoning: Bool?) {
    self.json = json
    self.showsReasoning =
      !json
      && (showsReasoning ?? (StandardOutput.isTerminal && StandardError.isTerminal))
  }

  /// Prints pieces and shows them at once.
  func print(_ deltas: [ReplyDelta]) {
    for delta in deltas {
      if json {
        Self.json(delta).write()
      } else {
        print(delta)
      }
    }
    StandardOutput.flush()
  }

  /// Prints what was held back and, on a terminal, ends the line.
  func finish() {
    endReasoning()
    guard !json else { return }
    if StandardOutput.isTerminal {
      StandardOutput.write(text.finish())
      if !endsInNewline { StandardOutput.write("\n") }
      StandardOutput.flush()
    } else if !endsInNewline, StandardError.sharesOutput {
      // The reply itself stays exact; the line is ended for the notices that follow it.
      StandardError.write("\n")
    }
  }

  private func print(_ delta: ReplyDelta) {
    switch delta {
    case .text(let piece), .refusal(let piece), .part(_, let piece):
      guard !piece.isEmpty else { return }
      endReasoning()
      StandardOutput.write(StandardOutput.isTerminal ? text.append(piece) : piece)
      if let last = piece.utf8.last { endsInNewline = last == UInt8(ascii: "\n") }
    case .reasoning(let piece, _):
      guard showsReasoning else { return }
      if !isInReasoning, StandardError.isColoured { StandardError.write("\u{1B}[2m") }
      isInReasoning = true
      StandardError.write(reasoning.append(piece))
    case .toolCall, .toolCallDetails: break  // Shown whole, when the reply has ended.
    }
  }

  private func endReasoning() {
    guard isInReasoning else { return }
    isInReasoning = false
    StandardError.write(reasoning.finish() + (StandardError.isColoured ? "\u{1B}[0m\n\n" : "\n\n"))
  }

  private static func json(_ delta: ReplyDelta) -> JSONLine {
    var line = JSONLine(type: "delta")
    switch delta {
    case .text(let text): line.add("text", text)
    case .part(let part, let text):
      line.add("text", text)
      line.add("part", part)
    case .reasoning(let text, _): line.add("reasoning", text)
    case .refusal(let text): line.add("refusal", text)
    case .toolCall(let index, let id, let name, let arguments):
      var call: [(key: String, value: JSONValue)] = [("index", JSONValue(index))]
      if let id { call.append(("id", .string(id))) }
      if let name { call.append(("name", .string(name))) }
      call.append(("arguments", .string(arguments)))
      line.add("tool_call", .object(JSONObject(call)))
    case .toolCallDetails(let index, let type, let extras):
      let call: [(key: String, value: JSONValue)] = [
        ("index", JSONValue(index)), ("type", .string(type)),
        ("extras", .object(JSONObject(extras))),
      ]
      line.add("tool_call", .object(JSONObject(call)))
    }
    return line
  }
}
