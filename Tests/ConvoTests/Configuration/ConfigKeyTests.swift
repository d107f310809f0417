import Testing

@testable import convo

struct ConfigKeyTests {
  @Test(
    "Keys are dotted, quoted where they must be, and a model's dots are its own",
    arguments: [
      ("model", ["model"]),
      ("providers.ecnu.key_env", ["providers", "ecnu", "key_env"]),
      (
        "providers.openai.models.\"gpt-4.1\".reply",
        ["providers", "openai", "models", "gpt-4.1", "reply"]
      ),
      (
        "providers.openai.models.gpt-4.1.reply",
        ["providers", "openai", "models", "gpt-4.1", "reply"]
      ),
      (
        "providers.ollama.models.qwen2.5:7b.context",
        ["providers", "ollama", "models", "qwen2.5:7b", "context"]
      ),
      ("providers.x.parameters.a.b.c.d", ["providers", "x", "parameters", "a", "b", "c", "d"]),
    ])
  func parsed(text: String, path: [String]) throws {
    #expect(try ConfigKey.parse(text).map(\.text) == path)
  }

  @Test(
    "What is no key is an error", arguments: ["", ".", "a.", ".a", "a b", "a\"", "é", "a=1", "a]"])
  func refused(text: String) {
    #expect(throws: ConfigurationError.self) { try ConfigKey.parse(text) }
  }
}
