import Testing

@testable import convo

struct KeySourceTests {
  private func source(
    of name: String, _ file: String, _ environment: EnvironmentVariables = [:]
  ) throws -> KeySource? {
    let configuration = try Configuration.parse(file, path: "/etc/convo/config.toml")
    return KeySource.find(
      for: try #require(configuration.provider(named: name)), environment: environment,
      file: configuration.path)
  }

  private static let both = "[providers.ecnu]\nkey_command = \"show it\"\nkey_file = \"keys/e\"\n"
  private static let file = "[providers.ecnu]\nkey_file = \"keys/e\"\n"

  @Test("A provider's variable goes before its command, and that before its file")
  func order() throws {
    #expect(
      try source(of: "ecnu", Self.both, ["ECNU_API_KEY": "k"]) == .variable("ECNU_API_KEY"))
    #expect(try source(of: "ecnu", Self.both) == .command("show it", provider: "ecnu"))
    #expect(try source(of: "ecnu", Self.file) == .file("/etc/convo/keys/e"))
  }

  @Test("The key of everybody is never taken for one that has a place of its own")
  func commonKey() throws {
    let common: EnvironmentVariables = ["OPENAI_API_KEY": "k"]
    #expect(try source(of: "ecnu", Self.file, common) == .file("/etc/convo/keys/e"))
    let own = "[providers.lab]\nbase_url = \"https://lab.example/v1\"\n"
    #expect(try source(of: "lab", own, common) == .variable("OPENAI_API_KEY"))
    #expect(try source(of: "lab", own + "key_env = \"LAB_KEY\"", common) == nil)
    #expect(
      try source(of: "lab", own + "key_env = [\"LAB_KEY\", \"OPENAI_API_KEY\"]", common)
        == .variable("OPENAI_API_KEY"))
    #expect(
      try source(of: "lab", own + "key_command = \"c\"", common)
        == .command("c", provider: "lab"))
  }

  @Test("Empty text takes a command or a file away")
  func emptyText() throws {
    let nothing = "[providers.ecnu]\nkey_command = \"\"\nkey_file = \"\"\n"
    #expect(try source(of: "ecnu", nothing) == nil)
    #expect(
      try source(of: "ecnu", nothing, ["OPENAI_API_KEY": "k"]) == .variable("OPENAI_API_KEY"))
  }

  @Test(
    "A path begins at the home folder, at the root, or beside the configuration",
    arguments: [
      ("~/k", "/home/me/k"), ("/k", "/k"), ("k", "/etc/convo/k"), ("~k", "/etc/convo/~k"),
    ])
  func paths(written: String, path: String) throws {
    let file = "[providers.ecnu]\nkey_file = \"\(written)\"\n"
    #expect(try source(of: "ecnu", file, ["HOME": "/home/me"]) == .file(path))
  }

  @Test("Whence a key comes is said without the key and without the command")
  func words() {
    #expect(KeySource.variable("A").words == "the environment variable A")
    #expect(KeySource.file("/k").words == "the file /k")
    #expect(
      KeySource.command("pass show x", provider: "lab").words
        == "the command in providers.lab.key_command")
  }
}
