#if Networking
  import ChatCompletions

  /// As much of a message as the demo needs to answer it.
  struct DemoMessage: Equatable, Sendable {
    /// The role, as it was sent.
    var role: String
    /// The text; that of parts joined, empty for none.
    var text: String

    init(role: String, text: String) {
      self.role = role
      self.text = text
    }

    /// Reads a message; nil if it is not an object with a role.
    init?(_ json: JSONValue) {
      guard let role = json["role"]?.stringValue, !role.isEmpty else { return nil }
      self.role = role
      switch json["content"] {
      case .string(let text): self.text = text
      case .array(let parts): text = parts.compactMap { $0["text"]?.stringValue }.joined()
      case nil, .null: text = ""
      default: return nil
      }
    }

    /// Whether a reader would call the text Chinese: more Han characters than words in letters.
    var isMostlyChinese: Bool {
      let han = text.unicodeScalars.count { 0x4E00...0x9FFF ~= $0.value }
      let words = text.split { !($0.isLetter && $0.isASCII) }.count
      return han > words
    }

    /// The text in one line and at most that many characters.
    func excerpt(_ limit: Int) -> String {
      let line = text.split { $0.isWhitespace || $0.isNewline }.joined(separator: " ")
      return line.count > limit ? "\(line.prefix(limit))…" : line
    }
  }
#endif
