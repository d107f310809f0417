import ChatCompletions
import ChatSession
import Testing

@testable import convo

struct ConfigurationTests {
  private func parse(_ text: String) throws -> Configuration {
    try Configuration.parse(text, path: "config.toml")
  }

  @Test("A file that is not there is an empty one")
  func missing() throws {
    let configuration = try Configuration.load(from: "/nowhere/at/all/config.toml")
    #expect(configuration.provider == nil)
    #expect(configuration.path == "/nowhere/at/all/config.toml")
    #expect(!configuration.providers.isEmpty)
  }

  @Test("A user's table overrides a preset field by field")
  func merging() throws {
    let configuration = try parse(
      """
      provider = "ecnu"
      system = "Be brief."
      [providers.ecnu]
      key_env = ["MY_KEY", "ECNU_API_KEY"]
      reasoning = "always"
      headers = { X-Team = "a" }
      [providers.ecnu.models.ecnu-plus]
      context = 65536
      [providers.ecnu.models."ecnu/max.2"]
      context = 1000
      reply = 900
      [providers.ecnu.parameters]
      top_p = 0.5
      seed = 7
      """)
    let ecnu = try #require(configuration.provider(named: "ecnu"))
    #expect(configuration.providers.filter { $0.name == "ecnu" }.count == 1)
    #expect(configuration.system == "Be brief.")
    #expect(ecnu.baseURL == "https://chat.ecnu.edu.cn/open/api/v1")
    #expect(ecnu.keyEnvironment == ["MY_KEY", "ECNU_API_KEY"])
    #expect(ecnu.profiles.allSatisfy { $0.reasoning == .always })
    #expect(ecnu.headers.map(\.name) == ["X-Team"])
    #expect(ecnu.parameters.map(\.key) == ["top_p", "seed"])
    #expect(ecnu.parameters.map(\.value) == [0.5, 7])
    #expect(ecnu.models.map(\.name) == ["ecnu-plus", "ecnu-reasoner", "ecnu/max.2"])
    #expect(ecnu.profiles.map(\.context) == [65536, 64000, 1000])
    // The reserve for the reply is never more than half of the window.
    #expect(ecnu.profiles.map(\.reply) == [4096, 8192, 500])
  }

  @Test("A provider of the user's own needs only an address")
  func own() throws {
    let configuration = try parse("[providers.lab]\nbase_url = \"https://llm.example/v1\"\n")
    let lab = try #require(configuration.provider(named: "lab"))
    #expect(configuration.providers.last?.name == "lab")
    #expect(lab.keyEnvironment == ["OPENAI_API_KEY"])
    #expect(lab.streamUsage)
    #expect(lab.profile(of: "any") == (.unknown("any"), false))
  }

  @Test("A window given for all models of a provider makes every model a known one")
  func allModels() throws {
    let configuration = try parse("providers.ollama.context = 32768\nproviders.ollama.reply = 4096")
    let ollama = try #require(configuration.provider(named: "ollama"))
    let (profile, isKnown) = ollama.profile(of: "llama3:8b")
    #expect(isKnown)
    #expect(profile.context == 32768)
    #expect(profile.reply == 4096)
  }

  @Test(
    "An unknown key is an error with its place and the name that was meant",
    arguments: [
      ("x = 1\nmodle = \"m\"", "x", 1, nil),
      ("# c\nmodle = \"m\"", "modle", 2, "model"),
      (
        "[providers.ecnu]\n\nbase_ulr = \"x\"", "providers.ecnu.base_ulr", 3,
        "providers.ecnu.base_url"
      ),
      (
        "[providers.ecnu.models.m]\ncontxt = 1", "providers.ecnu.models.m.contxt", 2,
        "providers.ecnu.models.m.context"
      ),
      ("[providers]\necnu = { modl = \"m\" }", "providers.ecnu.modl", 2, "providers.ecnu.model"),
      ("[providrs.x]\na = 1", "providrs", 1, "providers"),
      ("[providers.\"a b\"]\n", "providers.\"a b\"", 1, nil),
    ] as [(String, String, Int, String?)])
  func unknown(text: String, key: String, line: Int, suggestion: String?) throws {
    let error = #expect(throws: ConfigurationError.self) { try parse(text) }
    guard case .unknownKey(key, let place?, suggestion: suggestion) = error else {
      Issue.record("another error: \(String(describing: error))")
      return
    }
    #expect(place.line == line)
    #expect(error?.description.contains("config.toml:\(line):") == true)
  }

  @Test(
    "A key in the file is refused with a sentence that says where keys belong and does not show it",
    arguments: [
      "key = \"sk-sesame\"", "[providers.ecnu]\napi_key = \"sk-sesame\"",
      "[providers.ecnu]\nAPI-KEY = \"sk-sesame\"", "[providers.ecnu]\nkey_env = \"sk-sesame\"",
      "[providers.ecnu]\ntoken = \"sk-sesame\"", "[providers.ecnu]\nkey_file = \"sk-sesame\"",
      "[providers.ecnu]\nkey_command = \"sk-sesame\"",
      "[providers.ecnu]\nkey_command = \"echo 'sk-sesame'\"",
      "[providers.ecnu]\nkey_command = \"0123456789abcdefsesame0123456789\"",
      "openai_api_key = \"sk-sesame\"",
      "[providers.ecnu.headers]\nAuthorization = \"Bearer sk-sesame\"",
      "[providers.ecnu.headers]\nx-api-key = \"sk-sesame\"",
      "[providers.ecnu]\nbase_url = \"https://user:sk-sesame@h.example\"",
      "api_key = sk-sesame", "api_key = \"sk-sesame", "api_key = 'sk-sesame' sk-sesame",
    ])
  func secrets(text: String) {
    let error = #expect(throws: ConfigurationError.self) { try parse(text) }
    #expect(error?.description.contains("sesame") == false)
    if case .secret = error {
      #expect(error?.description.contains("key_env") == true)
    }
  }

  @Test(
    "A value of the wrong type or range is an error that says what is expected",
    arguments: [
      ("model = 1", "name"), ("model = \"\"", "name"), ("system = true", "text"),
      ("providers = 1", "table"), ("[providers]\necnu = 1", "table"),
      ("[providers.ecnu]\ncontext = \"8k\"", "whole number"),
      ("[providers.ecnu]\ncontext = 8192.0", "whole number"),
      ("[providers.ecnu]\ncontext = 0", "between 256"),
      ("[providers.ecnu]\ncontext = -9223372036854775808", "between 256"),
      ("[providers.ecnu]\ncontext = 9223372036854775807", "between 256"),
      ("[providers.ecnu]\nreply = 0", "between 1"),
      ("[providers.ecnu]\nreasoning = \"sometimes\"", "never, tool-turns, always"),
      ("[providers.ecnu]\ndeveloper_role = \"yes\"", "true or false"),
      ("[providers.ecnu]\nkey_env = [\"A\", 1]", "environment variable"),
      ("[providers.ecnu]\nkey_env = [\"\"]", "environment variable"),
      ("[providers.ecnu]\nkey_command = [\"pass\"]", "command"),
      ("[providers.ecnu]\nkey_file = 600", "path"),
      ("[providers.ecnu]\nbase_url = \"chat.example\"", "URL"),
      ("[providers.ecnu.headers]\nX-A = \"a\\nb\"", "header"),
      ("[[providers]]\nx = 1", "table"),
    ])
  func wrong(text: String, expected: String) {
    let error = #expect(throws: ConfigurationError.self) { try parse(text) }
    guard case .wrongValue(_, .some, _) = error else {
      Issue.record("another error: \(String(describing: error))")
      return
    }
    #expect(error?.description.contains(expected) == true)
  }

  @Test("A provider that is no preset and has no address is an error at its place")
  func noAddress() {
    let error = #expect(throws: ConfigurationError.self) {
      try parse("\n[providers.lab]\nmodel = \"m\"")
    }
    let place = TextPlace(file: "config.toml", line: 2, column: 1)
    #expect(error == .missingBaseURL(provider: "lab", place))
  }

  @Test("A provider that nobody has described is an error with the one that was meant")
  func noProvider() {
    let error = #expect(throws: ConfigurationError.self) { try parse("provider = \"opanai\"") }
    #expect(error?.description.contains("config.toml:1:1") == true)
    #expect(error?.description.contains("'openai'") == true)
  }

  @Test("Temperature ranges that files leave crossed do not trap")
  func crossed() throws {
    let configuration = try parse("[providers.ecnu]\ntemperature_min = 3\n")
    #expect(configuration.provider(named: "ecnu")?.profiles.first?.temperature == 3...3)
  }
}
