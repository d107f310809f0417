#if Networking
  import ChatTestSupport
  import Glibc
  import Testing

  @testable import convo

  @Suite("A key comes from where its owner keeps it, and goes nowhere else")
  struct KeyTests {
    private static let key = "sk-sesame-0123456789"

    private func withLab(
      _ settings: String, replies: [LoopbackResponse] = [.json(SeedExchange.plain.response)],
      _ body: (ConvoProgram, LoopbackServer) async throws -> Void
    ) async throws {
      let server = try LoopbackServer.replaying(replies)
      defer { server.stop() }
      try await withConvo(environment: ["CONVO_MODEL": "m"]) { convo in
        let text = """
          provider = "lab"
          [providers.lab]
          base_url = "\(server.baseURL)"
          \(settings)
          """
        try ConfigurationFile.write(text, to: convo.home + "/config/convo/config.toml")
        try ConfigurationFile.write(Self.key + "\n", to: convo.home + "/key")
        try await body(convo, server)
      }
    }

    @Test(
      "The key of a command or a file is sent, and kept nowhere",
      arguments: [
        #"key_command = "cat ~/key""#, #"key_file = "~/key""#,
      ])
    func sent(setting: String) async throws {
      try await withLab(setting) { convo, server in
        var convo = convo
        convo.environment["OPENAI_API_KEY"] = "sk-somebody-elses"
        for arguments in [["new", "hello"], ["continue", "more"], ["models"]] {
          _ = try await convo.run(arguments)
        }
        #expect(server.requests.count == 3)
        #expect(server.requests.allSatisfy { $0.header("Authorization") == "Bearer \(Self.key)" })
        #expect(try Secrets.files(holding: "sesame", below: convo.home) == ["key"])
      }
    }

    @Test("A variable of the provider goes before its command, which is then not run")
    func variable() async throws {
      let settings = "key_env = \"LAB_KEY\"\nkey_command = \"touch ~/ran; cat ~/key\""
      try await withLab(settings) { convo, server in
        var convo = convo
        convo.environment["LAB_KEY"] = "own"
        let result = try await convo.run("new", "hello")
        #expect(result.code == 0)
        #expect(server.requests.first?.header("Authorization") == "Bearer own")
        #expect(access(convo.home + "/ran", F_OK) != 0)
      }
    }

    @Test(
      "What sends nothing does not run the command",
      arguments: [
        ["new", "--no-send", "hello"], ["list"], ["config", "show"], ["models", "--known"],
        ["config", "set", "providers.lab.key_command", "touch ~/ran"],
      ])
    func notRun(arguments: [String]) async throws {
      try await withLab(#"key_command = "touch ~/ran""#) { convo, server in
        _ = try await convo.run(arguments)
        #expect(access(convo.home + "/ran", F_OK) != 0)
        #expect(server.connectionCount == 0)
      }
    }

    @Test("A command that fails ends with 78 and its status, without its output; nothing is stored")
    func failure() async throws {
      let settings = #"key_command = "cat ~/key; echo locked >&2; exit 3""#
      try await withLab(settings) { convo, server in
        let result = try await convo.run("new", "hello")
        #expect(result.code == 78)
        #expect(result.errors.contains("exit status 3"))
        #expect(result.errors.contains("'lab'"))
        #expect(result.errors.contains("locked"))
        #expect(!(result.errors + result.output).contains("sesame"))
        #expect(access(convo.store, F_OK) != 0)
        #expect(server.connectionCount == 0)
      }
    }

    @Test("A key file that others can read is refused with what to do")
    func sharedFile() async throws {
      try await withLab(#"key_file = "~/key""#) { convo, server in
        chmod(convo.home + "/key", 0o640)
        let result = try await convo.run("new", "hello")
        #expect(result.code == 78)
        #expect(result.errors.contains("chmod 600 '\(convo.home)/key'"))
        #expect(server.connectionCount == 0)
      }
    }

    @Test(
      "A refused key is told by where it came from",
      arguments: [
        (#"key_command = "cat ~/key""#, "the command in providers.lab.key_command"),
        (#"key_file = "~/key""#, "/key"),
      ])
    func refused(setting: String, words: String) async throws {
      let no = LoopbackResponse.json(#"{"error":"bad key \#(Self.key)"}"#, status: 403)
      try await withLab(setting, replies: [no]) { convo, _ in
        let result = try await convo.run("new", "hello")
        #expect(result.code == 77)
        #expect(result.errors.contains("the key came from"))
        #expect(result.errors.contains(words))
        #expect(try Secrets.files(holding: "sesame", below: convo.home) == ["key"])
        #expect(!result.errors.contains("sesame"))
      }
    }
  }
#endif
