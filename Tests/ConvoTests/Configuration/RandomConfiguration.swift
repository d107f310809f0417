/// Files and settings as people might have them, for property tests.
enum RandomConfiguration {
  private static let fields: [(key: String, values: [String])] = [
    ("model", ["\"a\"", "'b'", "\"\"\"c\"\"\""]), ("context", ["4096", "65_536"]),
    ("reply", ["10", "0x20"]), ("reasoning", ["\"never\"", "'always'"]),
    ("stream_usage", ["true", "false"]), ("key_env", ["\"K\"", "[\n  \"A\", # first\n  'B',\n]"]),
    ("parameters", ["{ seed = 1 }", "{ a.b = [1, { c = '}' }] }"]),
    ("models.m", ["{ context = 512 }", "{ reply = 1, context = 999 }"]),
    ("models.\"x.1\".context", ["700"]), ("headers.X-A", ["\"a\""]),
  ]

  /// A text that is a valid configuration.
  static func text(using generator: inout some RandomNumberGenerator) -> String {
    var text = ""
    let noise = ["", "\n", "# note\n", "\n# two\n# lines\n", "  \n"]
    func add(_ line: String) {
      let indent = ["", "", "  ", "\t"].randomElement(using: &generator) ?? ""
      let comment = ["", "", " # why", "  #"].randomElement(using: &generator) ?? ""
      text += (noise.randomElement(using: &generator) ?? "") + indent + line + comment + "\n"
    }
    for key in ["provider = \"ecnu\"", "model = \"m\"", "system = '''x\n y'''"]
    where Bool.random(using: &generator) {
      add(key)
    }
    for name in ["ecnu", "qwen", "ollama"].shuffled(using: &generator) {
      let count = Int.random(in: 0...5, using: &generator)
      let chosen = fields.shuffled(using: &generator).prefix(count)
      switch Int.random(in: 0...4, using: &generator) {
      case 0: break
      case 1 where !text.contains("["):
        for field in chosen { add("providers.\(name).\(field.key) = \(value(field.values))") }
      default:
        add("[providers.\(name)]")
        for field in chosen { add("\(field.key) = \(value(field.values))") }
        if Bool.random(using: &generator) { add("[providers.\(name).models.own]") }
        if Bool.random(using: &generator), !chosen.contains(where: { $0.key == "parameters" }) {
          add("[providers.\(name).parameters.deep.er]")
          add("x = 1")
        }
      }
    }
    if Bool.random(using: &generator), text.hasSuffix("\n") { text.removeLast() }
    if Int.random(in: 0...3, using: &generator) == 0 {
      text = text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
    }
    return text

    func value(_ values: [String]) -> String { values.randomElement(using: &generator) ?? "" }
  }

  /// A setting and a value for it.
  static func setting(using generator: inout some RandomNumberGenerator) -> (String, String) {
    let name = ["ecnu", "qwen", "ollama", "deepseek"].randomElement(using: &generator) ?? "ecnu"
    let settings = [
      ("model", "new \"name\" \\ é"), ("system", "two\nlines"), ("provider", "qwen"),
      ("providers.\(name).model", "n"), ("providers.\(name).context", "12345"),
      ("providers.\(name).key_env", "X,Y"), ("providers.\(name).stream_usage", "true"),
      ("providers.\(name).models.m.reply", "77"), ("providers.\(name).models.x.1.reply", "77"),
      ("providers.\(name).models.own.context", "777"), ("providers.\(name).headers.X-B", "b"),
      ("providers.\(name).parameters.seed", "7"), ("providers.\(name).parameters.deep.er.y", "[1]"),
    ]
    return settings.randomElement(using: &generator) ?? ("model", "m")
  }
}
