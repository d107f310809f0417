import ChatCompletions

/// What a Claude Code session is called: by its user, by the program, or by its first words.
struct ClaudeCodeTitles {
  private var given: String?
  private var made: String?
  private var summaries: [(text: String, leaf: String)] = []
  private var prompt: String?
  private var command: String?

  /// Looks at a line.
  mutating func add(_ line: JSONObject) {
    switch line.text("type") {
    case "custom-title": given = line.text("customTitle") ?? given
    case "ai-title": made = line.text("aiTitle") ?? made
    case "summary":
      if let text = line.text("summary"), let leaf = line.text("leafUuid") {
        summaries.append((text, leaf))
      }
    case "user":
      guard prompt == nil, line["isSidechain"]?.boolValue != true else { return }
      let words = Self.words(line["message"]?["content"])
      guard let words, !words.isEmpty else { return }
      let isMeta = [line["isMeta"], line["isCompactSummary"]].contains { $0?.boolValue == true }
      // Commands and their output stand in tags.
      if isMeta || words.hasPrefix("<") || words.hasPrefix("Caveat:") {
        command = command ?? words
      } else {
        prompt = words
      }
    default: break
    }
  }

  private static func words(_ content: JSONValue?) -> String? {
    if let text = content?.stringValue { return text.importedTitle }
    let texts = content?.arrayValue?.lazy.compactMap { block -> String? in
      block["type"]?.stringValue.hasSameBytes(as: "text") == true ? block["text"]?.stringValue : nil
    }
    return texts?.first?.importedTitle
  }

  /// The title; a summary counts only for the session that it was made of.
  func title(_ places: [[UInt8]: Int]) -> String {
    let own = summaries.last { places[$0.leaf.bytes] != nil }?.text
    return given ?? own ?? made ?? prompt ?? command ?? ""
  }
}
