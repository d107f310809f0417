#if Networking
  import ArgumentParser
  import ChatStore
  import ChatTestSupport
  import Testing

  @testable import convo

  @Suite("docs/json.md is what --json prints")
  struct JSONPageTests {
    @Test("Every key that a command prints is on the page, and every key on the page is printed")
    func keys() async throws {
      let page = JSONPage(try Document("docs/json.md"))
      let server = try LoopbackServer(JSONStory.answer)
      defer { server.stop() }
      let printed = try await withConvo(environment: ["LAB_KEY": "sk-lab"]) { convo in
        try await JSONStory(convo: convo, baseURL: server.baseURL).sections()
      }
      #expect(Set(printed.keys) == Set(page.sections.keys))
      for (type, section) in page.sections {
        let seen = try #require(printed[type], "\(type) is not printed")
        #expect(section.keys.subtracting(seen.keys) == [], "documented, not printed: \(type)")
        #expect(seen.keys.subtracting(section.keys) == [], "printed, not documented: \(type)")
        #expect(section.commands == seen.commands, "\(type)")
      }
    }

    @Test("Every command that takes --json is on the page")
    func commands() async throws {
      let page = JSONPage(try Document("docs/json.md"))
      let named = Set(
        page.sections.values.flatMap(\.commands).compactMap { $0.split(separator: " ").first })
      try await withConvo { convo in
        for command in Convo.configuration.subcommands {
          let name = try #require(command.configuration.commandName)
          let takesJSON = try await convo.run("help", name).output.contains("--json")
          // What `config` prints, it prints below its own commands.
          #expect(takesJSON == named.contains(name[...]) || name == "config", "\(name)")
        }
      }
    }

    @Test("The page names every role, every kind of operation and every area of a finding")
    func values() throws {
      let lines = try Document("docs/json.md").lines
      func row(_ key: String) throws -> String {
        try #require(lines.first { $0.hasPrefix("| `\(key)` |") })
      }
      for role in Role.allCases { #expect(try row("role").contains("`\(role.rawValue)`")) }
      for kind in LoggedOperation.Kind.allCases {
        #expect(try row("kind").contains("`\(kind.rawValue)`"))
      }
      let areas = try Document("Sources/ChatStore/Doctor/Finding.swift").lines
        .compactMap { $0.wholeMatch(of: #/    case (\w+)/#).map { String($0.1) } }
      #expect(areas.count >= 9)
      for area in areas { #expect(try row("area").contains("`\(area)`")) }
    }
  }
#endif
