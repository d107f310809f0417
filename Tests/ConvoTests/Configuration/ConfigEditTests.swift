import ChatCompletions
import ChatTestSupport
import Testing

@testable import convo

struct ConfigEditTests {
  @Test(
    "One line is replaced or inserted where it belongs",
    arguments: [
      ("", "model", "m", "model = \"m\"\n"),
      ("model = 'a' # why\nsystem = 's'", "model", "m", "model = \"m\" # why\nsystem = 's'"),
      ("model = 'a'", "system", "s", "model = 'a'\nsystem = \"s\"\n"),
      ("model = 'a'\r\n# end\r\n", "system", "s", "model = 'a'\r\nsystem = \"s\"\r\n# end\r\n"),
      ("# mine\n", "model", "m", "# mine\nmodel = \"m\"\n"),
      (
        "# top\n\n# ecnu\n[providers.ecnu]\n", "model", "m",
        "# top\n\nmodel = \"m\"\n\n# ecnu\n[providers.ecnu]\n"
      ),
      (
        "\u{FEFF}[providers.ecnu]\n", "model", "m",
        "\u{FEFF}model = \"m\"\n\n[providers.ecnu]\n"
      ),
      (
        "model = \"m\"\n", "providers.ecnu.model", "e",
        "model = \"m\"\n\n[providers.ecnu]\nmodel = \"e\"\n"
      ),
      (
        "[providers.ecnu]\n  model = \"e\" # x\n\n# q\n[providers.qwen]\n", "providers.ecnu.reply",
        "9", "[providers.ecnu]\n  model = \"e\" # x\n  reply = 9\n\n# q\n[providers.qwen]\n"
      ),
      ("[providers.ecnu]", "providers.ecnu.reply", "9", "[providers.ecnu]\nreply = 9\n"),
      (
        "[providers.ecnu.models.a]\nreply = 1\n", "providers.ecnu.reply", "9",
        "[providers.ecnu.models.a]\nreply = 1\n\n[providers.ecnu]\nreply = 9\n"
      ),
      (
        "[providers]\necnu.model = \"e\"\n", "providers.ecnu.reply", "9",
        "[providers]\necnu.model = \"e\"\necnu.reply = 9\n"
      ),
      (
        "providers.ecnu.models.a.reply = 1\n", "providers.ecnu.reply", "9",
        "providers.ecnu.models.a.reply = 1\nproviders.ecnu.reply = 9\n"
      ),
      (
        "providers.ecnu.model = \"e\"\n", "providers.qwen.reply", "9",
        "providers.ecnu.model = \"e\"\n\n[providers.qwen]\nreply = 9\n"
      ),
      (
        "providers.ecnu.models.a = { reply = 1, context = 999 }", "providers.ecnu.models.a.reply",
        "9", "providers.ecnu.models.a = { reply = 9, context = 999 }"
      ),
      ("system = \"\"\"\na\n\"\"\" # x\n", "system", "s", "system = \"s\" # x\n"),
      (
        "[providers.openai.models.\"gpt-4.1\"]\nreply = 1", "providers.openai.models.gpt-4.1.reply",
        "9", "[providers.openai.models.\"gpt-4.1\"]\nreply = 9"
      ),
      (
        "", "providers.openai.models.gpt-4.1.reply", "9",
        "[providers.openai.models.\"gpt-4.1\"]\nreply = 9\n"
      ),
      (
        "[providers.x.parameters]\n[providers.x]\nbase_url='http://h'\n",
        "providers.x.parameters.seed", "7",
        "[providers.x.parameters]\nseed = 7\n[providers.x]\nbase_url='http://h'\n"
      ),
      ("model = 1\n", "model", "m # m", "model = \"m # m\"\n"),
      (
        "[providers.ecnu]\nkey_env = [\n'A',\n] # why\n", "providers.ecnu.key_env", "B,C",
        "[providers.ecnu]\nkey_env = [\"B\", \"C\"] # why\n"
      ),
    ])
  func table(text: String, key: String, value: String, result: String) throws {
    var edit = ConfigEdit(text: text, path: "config.toml")
    try edit.set(key, value)
    #expect(edit.text.utf8.elementsEqual(result.utf8), "\(edit.text)")
  }

  @Test(
    "What cannot be edited is refused, and the text stays as it was",
    arguments: [
      ("providers.ecnu = { model = 'a' }", "providers.ecnu.reply", "9"),
      ("[providers.ecnu]\nparameters.a.b = 1", "providers.ecnu.parameters.a", "9"),
      ("[[providers.ecnu.parameters.tools]]\na = 1", "providers.ecnu.parameters.tools.a", "9"),
      ("[[providers.ecnu.parameters.tools]]\na = 1", "providers.ecnu.parameters.tools.b", "9"),
      ("[providers.ecnu]\nkey_env = [ 'A', # why\n]", "providers.ecnu.key_env", "A"),
      ("model = \"", "model", "m"), ("nonsense = 1", "model", "m"),
      ("", "provider", "nobody"), ("", "providers.nobody.model", "m"), ("", "nonsense", "1"),
      ("", "api_key", "sk-sesame"),
    ])
  func refused(text: String, key: String, value: String) {
    var edit = ConfigEdit(text: text, path: "config.toml")
    let error = #expect(throws: ConfigurationError.self) { try edit.set(key, value) }
    #expect(edit.text == text)
    #expect(error?.description.contains("sesame") == false)
  }

  @Test("After any edit the value is there, all others are unchanged and every comment stays")
  func property() throws {
    var generator = SeededGenerator(seed: 42)
    var edited = 0
    for _ in 0..<150 {
      let text = RandomConfiguration.text(using: &generator)
      let (key, value) = RandomConfiguration.setting(using: &generator)
      let path = try ConfigKey.parse(key)
      var edit = ConfigEdit(text: text, path: "config.toml")
      do {
        try edit.set(key, value)
      } catch ConfigurationError.notEditable {
        continue
      }
      edited += 1
      let before = try TOMLDocument(text, name: "")
      let after = try TOMLDocument(edit.text, name: "")
      let json = try ConfigValue(value, at: path).json
      #expect(after.leaves[path] == json, "\(text)\n→ \(key) = \(value)\n\(edit.text)")
      let others = { (leaves: [[TOMLKey]: JSONValue]) in
        leaves.filter { $0.key != path && $0.value != [:] }
      }
      #expect(others(after.leaves) == others(before.leaves))
      #expect(comments(edit.text) == comments(text))
      #expect(throws: Never.self) { try Configuration.parse(edit.text, path: "") }
      var again = edit
      try again.set(key, value)
      #expect(again.text == edit.text)
    }
    #expect(edited > 100)
  }

  @Test("An edit of a file is there when it is read again")
  func file() throws {
    try withScratchFolder { folder in
      let path = folder + "/convo/config.toml"
      var edit = try ConfigEdit(path: path)
      try edit.set("provider", "ecnu")
      try edit.set("providers.ecnu.context", "4096")
      try edit.write()
      let configuration = try Configuration.load(from: path)
      #expect(configuration.provider == "ecnu")
      #expect(configuration.provider(named: "ecnu")?.profile(of: "x").profile.context == 4096)
    }
  }

  private func comments(_ text: String) -> [Substring] {
    text.split(whereSeparator: \.isNewline).compactMap { line in
      line.firstIndex(of: "#").map { line[$0...] }
    }
  }
}
