import ChatCompletions
import Testing

@testable import convo

struct ConfigValueTests {
  @Test(
    "A value is written as the type of its setting",
    arguments: [
      ("model", "ecnu-plus", "\"ecnu-plus\""), ("model", "7", "\"7\""),
      ("system", "a \"b\"\n\\c\u{1}", "\"a \\\"b\\\"\\n\\\\c\\u0001\""), ("system", "", "\"\""),
      ("providers.x.context", "0032768", "32768"), ("providers.x.developer_role", "true", "true"),
      ("providers.x.temperature_max", "1", "1"), ("providers.x.temperature_max", ".5", "0.5"),
      ("providers.x.key_env", "A_KEY", "\"A_KEY\""),
      ("providers.x.key_command", "pass show \"x\"", #""pass show \"x\"""#),
      ("providers.x.key_command", "", "\"\""), ("providers.x.key_file", "~/k", "\"~/k\""),
      ("providers.x.key_env", "A, B", "[\"A\", \"B\"]"), ("providers.x.key_env", "", "[]"),
      ("providers.x.key_env", "[]", "[]"), ("providers.x.key_env", "['A']", "['A']"),
      ("providers.x.reasoning", "tool-turns", "\"tool-turns\""),
      ("providers.x.headers.X-A", "1", "\"1\""),
      ("providers.x.parameters.seed", "7", "7"), ("providers.x.parameters.top_p", "0.5", "0.5"),
      ("providers.x.parameters.logprobs", "false", "false"),
      ("providers.x.parameters.stop", "[\"a\"]", "[\"a\"]"),
      ("providers.x.parameters.thinking", "{ type = 'off' }", "{ type = 'off' }"),
      ("providers.x.parameters.user", "nan", "\"nan\""),
      ("providers.x.parameters.user", "\"7\"", "\"7\""),
      ("providers.x.parameters.user", "[1] # no", "\"[1] # no\""),
      ("providers.x.parameters.user", "1]\nmodel = 2", "\"1]\\nmodel = 2\""),
    ])
  func written(key: String, text: String, written: String) throws {
    let value = try ConfigValue(text, at: ConfigKey.parse(key))
    #expect(value.written == written)
    #expect(try TOMLDocument("value = " + written, name: "").root["value"] == value.json)
  }

  @Test(
    "A value that the setting cannot hold is refused, and a key is never repeated",
    arguments: [
      ("model", " "), ("providers.x.context", "8k"), ("providers.x.context", "-1"),
      ("providers.x.context", "99999999999999999999"), ("providers.x.developer_role", "yes"),
      ("providers.x.temperature_max", "inf"), ("providers.x.key_env", "sk-sesame"),
      ("providers.x.key_command", "sk-sesame"), ("providers.x.key_file", "sk-sesame"),
      ("providers.x.key_env", "A,sk-sesame"), ("providers.x.key_env", "[\"sk-sesame\"]"),
      ("providers.x.reasoning", "no"), ("providers.x.api_key", "sk-sesame"), ("key", "sk-sesame"),
      ("providers.x.headers.Authorization", "Bearer sk-sesame"), ("providers.x.headers.X", "a\nb"),
      ("providers.x.base_url", "https://u:sk-sesame@h.example"), ("providers", "x"),
      ("providers.x", "y"), ("providers.x.models", "y"), ("modle", "m"), ("system", "a\u{0}b"),
    ])
  func refused(key: String, text: String) {
    let error = #expect(throws: ConfigurationError.self) {
      try ConfigValue(text, at: ConfigKey.parse(key))
    }
    #expect(error?.description.contains("sesame") == false)
  }
}
