import Testing

@testable import convo

struct SetupChangesTests {
  private func applied(
    _ provider: String, baseURL: String? = nil, key: KeyPlace, to text: String
  ) throws -> (text: String, configuration: Configuration) {
    let before = try Configuration.parse(text, path: "/c/config.toml")
    var changes = SetupChanges(
      provider: provider, baseURL: baseURL, known: before.provider(named: provider), key: key)
    changes.setModel("m \"1\"")
    let changed = try changes.applied(to: text, path: "/c/config.toml")
    return (changed, try Configuration.parse(changed, path: "/c/config.toml"))
  }

  private func source(_ name: String, _ configuration: Configuration) throws -> KeySource? {
    KeySource.find(
      for: try #require(configuration.provider(named: name)),
      environment: ["OPENAI_API_KEY": "k", "OWN": "k"], file: configuration.path)
  }

  private static let places: [(KeyPlace, KeySource?)] = [
    (.file(nil), .file("/c/keys/lab.one")), (.variable("OWN"), .variable("OWN")),
    (.command("show it"), .command("show it", provider: "lab.one")), (.none, nil),
  ]

  @Test("A new file has comments on everything, and says what was answered")
  func newFile() throws {
    for (place, wanted) in Self.places {
      let (text, configuration) = try applied(
        "lab.one", baseURL: "https://lab.example/v1", key: place, to: "")
      #expect(configuration.provider == "lab.one")
      #expect(configuration.model == "m \"1\"")
      #expect(configuration.provider(named: "lab.one")?.baseURL == "https://lab.example/v1")
      #expect(try source("lab.one", configuration) == wanted)
      #expect(text.split(separator: "\n").filter { $0.hasPrefix("#") }.count > 6)
    }
  }

  @Test("In a file that is there, the place of the key is the one that was asked for last")
  func existingFile() throws {
    let old = """
      # mine
      model = "other" # why

      [providers."lab.one"]
      base_url = "https://lab.example/v1"
      key_command = "old"
      key_file = "/old"
      context = 4096
      """
    for (place, wanted) in Self.places {
      let (text, configuration) = try applied("lab.one", key: place, to: old)
      #expect(try source("lab.one", configuration) == wanted)
      #expect(text.hasPrefix("# mine\n"))
      #expect(text.contains("context = 4096"))
      #expect(configuration.model == "m \"1\"")
    }
  }

  @Test("An endpoint of one's own is added to a file that is there")
  func added() throws {
    for (place, wanted) in Self.places {
      let (text, configuration) = try applied(
        "lab.one", baseURL: "https://lab.example/v1", key: place, to: "provider = \"qwen\" # mine\n"
      )
      #expect(try source("lab.one", configuration) == wanted)
      #expect(configuration.provider == "lab.one")
      #expect(text.hasPrefix("provider = \"lab.one\" # mine\n"))
    }
  }

  @Test("A preset gets no address and no variable that it has already")
  func preset() throws {
    let (text, configuration) = try applied("ecnu", key: .variable("ECNU_API_KEY"), to: "")
    #expect(!text.contains("base_url"))
    #expect(!text.contains("\nkey_env"))
    #expect(configuration.provider(named: "ecnu")?.keyEnvironment == ["ECNU_API_KEY"])
  }
}
