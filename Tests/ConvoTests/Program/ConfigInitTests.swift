#if Networking
  import ChatTestSupport
  import Glibc
  import Testing

  @testable import convo

  @Suite("An endpoint is set up by questions, and its key is seen by nobody")
  struct ConfigInitTests {
    private static let key = "sk-sesame-0123456789"
    private static let models = LoopbackResponse.json(
      #"{"object":"list","data":[{"id":"small"},{"id":"large"}]}"#)

    private func mode(_ path: String) -> mode_t? {
      var status = stat()
      return stat(path, &status) == 0 ? status.st_mode & 0o777 : nil
    }

    @Test("A person types everything, the key unseen, and can ask at once")
    func terminal() async throws {
      let server = try LoopbackServer.replaying([
        Self.models, .json(SeedExchange.plain.response),
      ])
      defer { server.stop() }
      try await withConvo { convo in
        let result = try await PseudoTerminal.run(
          convo, ["config", "init"],
          typing: [
            ("base URL:", server.baseURL + "\n"), ("name", "lab\n"), ("is kept", "file\n"),
            ("Key (", "  \(Self.key) \n"), ("Model", "small\n"),
          ])
        #expect(result.code == 0, "\(result.screen)")
        #expect(result.isEchoing)
        #expect(!result.screen.contains("sesame"))
        #expect(result.screen.contains("small, large"))
        #expect(mode(convo.home + "/config/convo/keys/lab") == 0o600)
        #expect(mode(convo.home + "/config/convo/config.toml") == 0o600)
        #expect(try KeyFile.read(convo.home + "/config/convo/keys/lab") == Self.key + "\n")

        let asked = try await convo.run("new", "--no-stream", "hello")
        #expect(asked.code == 0, "\(asked.errors)")
        #expect(
          server.requests.map { $0.header("Authorization") } == [
            "Bearer \(Self.key)", "Bearer \(Self.key)",
          ])
        #expect(server.requests.last?.text.contains(#""model":"small""#) == true)
        let shown = try await convo.run("config", "show")
        #expect(shown.output.contains("key from the file \(convo.home)/config/convo/keys/lab"))
        #expect(
          try Secrets.files(holding: "sesame", below: convo.home) == ["config/convo/keys/lab"])
      }
    }

    @Test("A script answers with options and lines")
    func script() async throws {
      let server = try LoopbackServer.replaying([Self.models])
      defer { server.stop() }
      try await withConvo { convo in
        let flags = await run(
          convo, "--provider", "lab", "--base-url", server.baseURL, "-m", "small", "--key-stdin",
          input: Self.key + "\r\n")
        #expect(flags?.code == 0, "\(flags?.errors ?? "")")
        #expect(flags?.output == "")
        #expect(flags?.errors.contains("sesame") == false)
        let again = await run(
          convo, "--force", input: "lab\ncommand\necho \"$KEY\"\nlarge\n", key: Self.key)
        #expect(again?.code == 0, "\(again?.errors ?? "")")
        let shown = try await convo.run("config", "show")
        #expect(shown.output.contains("model     large"))
        #expect(shown.output.contains("key from the command in providers.lab.key_command"))
        #expect(server.requests.allSatisfy { $0.header("Authorization") == "Bearer \(Self.key)" })
        #expect(server.requests.count == 2)
      }
    }

    private func run(
      _ convo: ConvoProgram, _ arguments: String..., input: String, key: String? = nil
    ) async -> ConvoProgram.Result? {
      var convo = convo
      convo.environment["KEY"] = key
      return try? await convo.run(["config", "init"] + arguments, input: input)
    }

    @Test("Ctrl-C at any question changes nothing and leaves the terminal as it was")
    func interrupted() async throws {
      let answers = [
        ("base URL:", "ecnu\n"), ("is kept", "file\n"), ("Key (", Self.key + "\n"),
        ("Model", "m\n"),
      ]
      for count in answers.indices {
        try await withConvo { convo in
          var typing = Array(answers[..<count])
          typing.append((answers[count].0, "\u{3}"))
          let result = try await PseudoTerminal.run(
            convo, ["config", "init", "--no-test"], typing: typing)
          #expect(result.code == 128 + SIGINT)
          #expect(result.isEchoing)
          #expect(access(convo.home + "/config", F_OK) != 0)
        }
      }
    }

    @Test("The end of the input at any question ends the questions")
    func endOfInput() async throws {
      let answers = [
        ("base URL:", "lab\n"), ("Base URL of lab", "http://127.0.0.1:9/v1\n"),
        ("is kept", "command\n"), ("prints the key", "true\n"), ("Model", "m\n"),
      ]
      for count in answers.indices {
        try await withConvo { convo in
          var typing = Array(answers[..<count])
          typing.append((answers[count].0, "\u{4}"))
          let result = try await PseudoTerminal.run(
            convo, ["config", "init", "--no-test"], typing: typing)
          #expect(result.code == 64, "\(result.screen)")
          #expect(access(convo.home + "/config", F_OK) != 0)
        }
      }
    }

    @Test("A key that the endpoint refuses changes nothing and is not shown")
    func refused() async throws {
      let server = try LoopbackServer.replaying([
        .json(#"{"error":{"message":"no such key: \#(Self.key)"}}"#, status: 401)
      ])
      defer { server.stop() }
      try await withConvo { convo in
        let result = try await convo.run(
          "config", "init", "--base-url", server.baseURL, "-m", "m", "--key-stdin", input: Self.key)
        #expect(result.code == 77)
        #expect(result.errors.contains("nothing was changed"))
        #expect(!result.errors.contains("sesame"))
        #expect(access(convo.home + "/config", F_OK) != 0)
      }
    }

    @Test("An endpoint that does not list its models is asked for one token")
    func oneToken() async throws {
      let server = try LoopbackServer.replaying([
        .json(#"{"error":"not found"}"#, status: 404), .json(SeedExchange.plain.response),
      ])
      defer { server.stop() }
      try await withConvo { convo in
        let result = try await convo.run(
          "config", "init", "--base-url", server.baseURL, "--no-key", "-m", "m")
        #expect(result.code == 0, "\(result.errors)")
        #expect(server.requests.map(\.path) == ["/v1/models", "/v1/chat/completions"])
        #expect(server.requests.last?.text.contains(#""max_tokens":1"#) == true)
        #expect(server.requests.last?.header("Authorization") == nil)
      }
    }

    @Test("A configuration that is there is changed only when that is wanted, and else kept")
    func existing() async throws {
      let old = "# mine\nprovider = \"qwen\"\n"
      try await withConvo { convo in
        let path = convo.home + "/config/convo/config.toml"
        try ConfigurationFile.write(old, to: path)
        let answers = ["config", "init", "--provider", "ecnu", "--key-env", "MY_KEY", "--no-test"]
        #expect(try await convo.run(answers + ["-m", "m"]).code == 64)
        let denied = try await PseudoTerminal.run(
          convo, answers, typing: [("Model", "\n"), ("Change it", "\n")])
        #expect(denied.code == 130)
        #expect(try ConfigurationFile.read(path) == old)
        let taken = try await PseudoTerminal.run(
          convo, answers, typing: [("Model", "\n"), ("Change it", "y\n")])
        #expect(taken.code == 0, "\(taken.screen)")
        #expect(
          try ConfigurationFile.read(path)
            == "# mine\nprovider = \"ecnu\"\nmodel = \"ecnu-plus\"\n\n[providers.ecnu]\nkey_env = \"MY_KEY\"\n"
        )
      }
    }
  }
#endif
