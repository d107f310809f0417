import ChatCompletions
import Testing

@testable import convo

struct SettingsTests {
  /// A line of the table: what is said where, and what comes of it.
  struct Row: Sendable, CustomTestStringConvertible {
    var flags = SettingsFlags()
    var environment: EnvironmentVariables = [:]
    var file = ""
    var provider: String
    var model: String?
    var testDescription: String { "\(flags) \(environment) \(file) → \(provider)" }
  }

  private static let lab = "[providers.lab]\nbase_url = \"https://lab.example/v1\"\nmodel = \"l\"\n"

  private static let rows: [Row] = [
    Row(provider: "openai", model: "gpt-4o-mini"),
    Row(environment: ["ECNU_API_KEY": "k"], provider: "ecnu", model: "ecnu-plus"),
    Row(environment: ["ECNU_API_KEY": " "], provider: "openai"),
    Row(environment: ["ECNU_API_KEY": "k", "OPENAI_API_KEY": "k"], provider: "openai"),
    Row(environment: ["ECNU_API_KEY": "k", "DASHSCOPE_API_KEY": "k"], provider: "openai"),
    Row(file: "provider = \"qwen\"", provider: "qwen", model: "qwen-plus"),
    Row(environment: ["ECNU_API_KEY": "k"], file: "provider = \"qwen\"", provider: "qwen"),
    Row(
      flags: SettingsFlags(provider: "deepseek"), file: "provider = \"qwen\"\nmodel = \"q\"",
      provider: "deepseek", model: "deepseek-chat"),
    Row(
      flags: SettingsFlags(provider: "qwen"), file: "provider = \"qwen\"\nmodel = \"q\"",
      provider: "qwen", model: "q"),
    Row(
      flags: SettingsFlags(provider: "deepseek"), file: "model = \"q\"", provider: "deepseek",
      model: "deepseek-chat"),
    Row(file: "model = \"ecnu/ecnu-reasoner\"", provider: "ecnu", model: "ecnu-reasoner"),
    Row(
      flags: SettingsFlags(model: "deepseek/deepseek-chat"), environment: ["ECNU_API_KEY": "k"],
      provider: "deepseek", model: "deepseek-chat"),
    Row(
      flags: SettingsFlags(model: "nobody/x"), environment: ["ECNU_API_KEY": "k"],
      provider: "ecnu", model: "nobody/x"),
    Row(flags: SettingsFlags(model: "/x"), provider: "openai", model: "/x"),
    Row(flags: SettingsFlags(model: "openai/"), provider: "openai", model: "openai/"),
    Row(
      flags: SettingsFlags(model: "lab/l"), file: "provider = \"lab\"\n" + lab, provider: "lab",
      model: "l"),
    Row(
      flags: SettingsFlags(provider: "lab", model: "lab/l"), file: lab, provider: "lab",
      model: "lab/l"),
    Row(
      flags: SettingsFlags(model: "deepseek/d"), file: "provider = \"lab\"\n" + lab,
      provider: "lab", model: "deepseek/d"),
    Row(environment: ["CONVO_MODEL": "m"], file: "model = \"f\"", provider: "openai", model: "m"),
    Row(
      flags: SettingsFlags(model: "f"), environment: ["CONVO_MODEL": "m"], provider: "openai",
      model: "f"),
    Row(
      flags: SettingsFlags(baseURL: "https://LAB.example:443/v1/"), file: lab, provider: "lab",
      model: "l"),
    Row(
      environment: ["OPENAI_BASE_URL": "https://chat.ecnu.edu.cn/open/api/v1"],
      file: "provider = \"lab\"\n" + lab, provider: "ecnu", model: "ecnu-plus"),
    Row(
      flags: SettingsFlags(provider: "lab"),
      environment: ["OPENAI_BASE_URL": "https://other.example/v1"], file: lab, provider: "lab"),
    Row(
      flags: SettingsFlags(baseURL: "https://a.example/v1", model: "m"),
      environment: ["OPENAI_BASE_URL": "https://b.example/v1"], provider: "a.example", model: "m"),
    Row(
      environment: ["OPENAI_BASE_URL": "https://b.example/v1"], file: "model = \"f\"",
      provider: "b.example", model: "f"),
    Row(
      flags: SettingsFlags(baseURL: "https://a.example/v1", model: "deepseek/d"),
      provider: "a.example", model: "deepseek/d"),
    Row(file: "[providers.qwen]\nkey_file = \"k\"", provider: "qwen"),
    Row(
      environment: ["ECNU_API_KEY": "k"], file: "[providers.qwen]\nkey_file = \"k\"",
      provider: "openai"),
    Row(flags: SettingsFlags(provider: "", baseURL: "", model: ""), provider: "openai"),
    Row(
      environment: ["OPENAI_BASE_URL": "", "CONVO_MODEL": ""], provider: "openai",
      model: "gpt-4o-mini"),
  ]

  private func resolve(
    _ flags: SettingsFlags = SettingsFlags(), _ environment: EnvironmentVariables = [:],
    _ file: String = "", needsKey: Bool = false
  ) throws -> Settings {
    try Settings.resolve(
      flags: flags, environment: environment,
      configuration: Configuration.parse(file, path: "config.toml"), needsKey: needsKey)
  }

  @Test("Flag goes before environment before file before preset", arguments: rows)
  func choice(row: Row) throws {
    let settings = try resolve(row.flags, row.environment, row.file)
    #expect(settings.provider.name == row.provider)
    if let model = row.model { #expect(settings.model == model) }
  }

  @Test("Another base URL beside a provider's name is another endpoint, with the provider's ways")
  func moved() throws {
    let flags = SettingsFlags(provider: "ecnu", baseURL: "https://proxy.example/v1")
    let settings = try resolve(flags)
    #expect(settings.provider.name == "proxy.example")
    #expect(settings.endpoint(key: nil).baseURL == "https://proxy.example/v1")
  }

  @Test("A provider's own key goes before the common one")
  func keys() throws {
    let both: EnvironmentVariables = ["ECNU_API_KEY": "own", "OPENAI_API_KEY": "common"]
    let ecnu = SettingsFlags(provider: "ecnu")
    #expect(try resolve(ecnu, both).keySource == .variable("ECNU_API_KEY"))
    let common = try resolve(ecnu, ["OPENAI_API_KEY": "common"])
    #expect(common.keySource == .variable("OPENAI_API_KEY"))
  }

  @Test("A missing key is an error that names the variables and the file")
  func missingKey() {
    let error = #expect(throws: ConfigurationError.self) {
      try resolve(SettingsFlags(provider: "ecnu"), needsKey: true)
    }
    #expect(
      error
        == .missingKey(
          provider: "ecnu", variables: ["ECNU_API_KEY", "OPENAI_API_KEY"], file: "config.toml"))
    for word in ["ECNU_API_KEY", "OPENAI_API_KEY", "config.toml"] {
      #expect(error?.description.contains(word) == true)
    }
  }

  @Test("An endpoint on this machine needs no key, and one that takes none gets none")
  func loopback() throws {
    let local = SettingsFlags(baseURL: "http://127.0.0.1:8080/v1", model: "m")
    let common: EnvironmentVariables = ["OPENAI_API_KEY": "k"]
    #expect(try resolve(local, needsKey: true).keySource == nil)
    #expect(
      try resolve(local, common, needsKey: true).keySource == .variable("OPENAI_API_KEY"))
    let ollama = SettingsFlags(provider: "ollama", model: "m")
    #expect(try resolve(ollama, common, needsKey: true).keySource == nil)
  }

  @Test("No model is an error that says how to name one")
  func missingModel() {
    let error = #expect(throws: ConfigurationError.self) {
      try resolve(SettingsFlags(provider: "ollama"))
    }
    #expect(error == .missingModel(provider: "ollama", known: []))
    #expect(error?.description.contains("CONVO_MODEL") == true)
  }

  @Test("An unknown model gets a small window and is said to be unknown")
  func profiles() throws {
    let unknown = try resolve(SettingsFlags(model: "x"))
    #expect(!unknown.profileIsKnown)
    #expect(unknown.profile == ModelProfile(name: "x", context: 8192, reply: 1024))
    let known = try resolve(SettingsFlags(provider: "qwen", model: "qwen-max"))
    #expect(known.profileIsKnown)
    #expect(known.profile.context == 32768)
  }

  @Test("A provider or base URL that cannot be used is an error that names where it is from")
  func refused() {
    let unknown = #expect(throws: ConfigurationError.self) {
      try resolve(SettingsFlags(provider: "ecnuu"))
    }
    #expect(unknown?.description.contains("--provider") == true)
    #expect(unknown?.description.contains("'ecnu'") == true)
    for flags in [SettingsFlags(baseURL: "x"), SettingsFlags(provider: "ecnu", baseURL: "x")] {
      let error = #expect(throws: ConfigurationError.self) { try resolve(flags) }
      #expect(error?.description.contains("--base-url") == true)
    }
    let variable = #expect(throws: ConfigurationError.self) {
      try resolve(SettingsFlags(), ["OPENAI_BASE_URL": "https://u:sesame@h"])
    }
    #expect(variable?.description.contains("OPENAI_BASE_URL") == true)
    #expect(variable?.description.contains("sesame") == false)
  }
}
