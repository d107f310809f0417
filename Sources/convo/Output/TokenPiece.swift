import ChatCompletions
import ChatTokens

/// One token as it is shown.
struct TokenPiece {
  private let token: Token

  init(_ token: Token) { self.token = token }

  /// The id, and the text as a JSON string, or the bytes of what is only a part of a character.
  var line: String {
    let shown =
      text.map { TerminalText.line(JSONValue.string($0).serialized) }
      ?? hexadecimal.joined(separator: " ")
    return "\(String(token.id).padded(to: 8)) \(shown)"
  }

  /// The same as JSON.
  var json: JSONLine {
    var line = JSONLine(type: "token")
    line.add("id", Int(token.id))
    line.add("text", text)
    line.add("bytes", hexadecimal.joined())
    return line
  }

  private var text: String? { String(validating: token.bytes, as: UTF8.self) }

  private var hexadecimal: [String] {
    token.bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
  }
}
