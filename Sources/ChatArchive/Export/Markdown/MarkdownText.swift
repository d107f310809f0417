/// Puts text into Markdown so that it stays what it is (<https://spec.commonmark.org/0.31.2/>).
enum MarkdownText {
  /// Text in a line, with nothing in it that Markdown reads.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in line(text).unicodeScalars {
      switch scalar {
      case "\\", "`", "*", "_", "[", "]", "<", ">", "#", "&", "|", "~", "$", "!":
        result.unicodeScalars.append("\\")
      default: break
      }
      result.unicodeScalars.append(scalar)
    }
    return result
  }

  /// The text on one line.
  static func line(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Text as code in a line.
  static func code(_ text: String) -> String {
    let text = line(text)
    let fence = String(repeating: "`", count: longestRun(of: "`", in: text) + 1)
    let pad = text.utf8.first == UInt8(ascii: "`") || text.utf8.last == UInt8(ascii: "`") ? " " : ""
    return text.isEmpty ? "` `" : fence + pad + text + pad + fence
  }

  /// Text as a block of code, behind a fence that is longer than any in it.
  static func block(_ text: String, language: String = "") -> String {
    let fence = String(repeating: "`", count: max(3, longestRun(of: "`", in: text) + 1))
    let end = text.isEmpty || text.utf8.last == UInt8(ascii: "\n") ? "" : "\n"
    return "\(fence)\(language)\n\(text)\(end)\(fence)"
  }

  /// Markdown of somebody else, with the end of a block of code that was left open, as in a reply that was cut
  /// off: what follows would become code too.
  static func closed(_ text: String) -> String {
    var open: (mark: UInt8, count: Int)?
    for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      let indent = line.prefix { $0 == 0x20 }.count
      let rest = line.dropFirst(indent)
      guard indent < 4, let mark = rest.first,
        mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~")
      else { continue }
      let count = rest.prefix { $0 == mark }.count
      let behind = rest.dropFirst(count)
      guard count >= 3 else { continue }
      if let fence = open {
        let isBlank = behind.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
        if mark == fence.mark, count >= fence.count, isBlank { open = nil }
      } else if mark == UInt8(ascii: "~") || !behind.contains(mark) {
        open = (mark, count)
      }
    }
    guard let open else { return text }
    let end = text.utf8.last == UInt8(ascii: "\n") ? "" : "\n"
    return text + end + String(repeating: Character(Unicode.Scalar(open.mark)), count: open.count)
  }

  private static func longestRun(of mark: Character, in text: String) -> Int {
    var longest = 0
    var run = 0
    for byte in text.utf8 {
      run = byte == mark.asciiValue ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }
}
