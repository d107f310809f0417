#if Networking
  import ChatCompletions

  /// A function that the request offers, as far as the demo can call it.
  struct DemoTool: Equatable, Sendable {
    /// The function's name.
    var name: String
    /// The first parameter's name, if there is one.
    var parameter: String?
    /// The type that the first parameter's schema names.
    var parameterType: String?

    /// Reads an element of `tools`; nil if it is not a function with a name.
    init?(_ json: JSONValue) {
      guard let name = json["function"]?["name"]?.stringValue, !name.isEmpty else { return nil }
      self.name = name
      let first = json["function"]?["parameters"]?["properties"]?.objectValue?.members.first
      parameter = first?.key
      parameterType = first?.value["type"]?.stringValue
    }

    // Words that say nothing about what a function is for.
    private static let emptyWords: Set<String> = ["get", "current", "fetch", "list", "query"]
    private static let translations = [
      "weather": ["天气", "气温"], "time": ["几点"], "search": ["搜索"],
    ]

    /// Whether a text speaks of what this function does, by the words of its name.
    func isMentioned(in text: String) -> Bool {
      let text = text.lowercased()
      let words = name.lowercased().split { !$0.isLetter }.map(String.init)
      return words.contains { word in
        guard !Self.emptyWords.contains(word), word.count > 2 else { return false }
        let names = [word] + Self.translations[word, default: []]
        return names.contains { text.contains($0) }
      }
    }

    /// The arguments for a call that the text asks for, as JSON.
    func arguments(for message: DemoMessage) -> String {
      guard let parameter else { return "{}" }
      let value: JSONValue =
        switch parameterType {
        case "integer", "number": 1
        case "boolean": true
        case "array": []
        case "object": [:]
        default: .string(Self.place(in: message))
        }
      // The documented endpoint puts a space after the colon, as Python's json.dumps does.
      return "{\(JSONValue.string(parameter).serialized): \(value.serialized)}"
    }

    /// The place that a question about the weather names, or the question itself.
    static func place(in message: DemoMessage) -> String {
      let text = message.excerpt(40)
      if message.isMostlyChinese {
        let ends = ["今天", "明天", "现在", "的", "天气", "气温"]
        let end = ends.compactMap { text.firstRange(of: $0)?.lowerBound }.min() ?? text.endIndex
        let place = text[..<end].drop { !$0.isLetter }
        return place.isEmpty ? text : String(place)
      }
      let words = text.split { !($0.isLetter || $0 == "-") }
      let named = words.firstIndex { ["in", "for", "at"].contains($0.lowercased()) }
        .map { words[$0...].dropFirst().prefix { $0.first?.isUppercase == true } }
      guard let named, !named.isEmpty else { return text }
      return named.joined(separator: " ")
    }
  }
#endif
