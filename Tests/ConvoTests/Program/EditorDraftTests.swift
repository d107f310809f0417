#if Networking
  import ChatStore
  import ChatTestSupport
  import Foundation
  import Testing

  @Suite("What was written in the editor is in the store, or its file is named")
  struct EditorDraftTests {
    private func withEditor(_ body: (ConvoProgram, String) async throws -> Void) async throws {
      let server = try BrokenMachine.endpoint()
      defer { server.stop() }
      try await withConvo(
        environment: [
          "OPENAI_BASE_URL": server.baseURL, "CONVO_MODEL": "m",
          "VISUAL": "f() { printf 'an hour of words' >\"$1\"; }; f",
        ]
      ) { convo in
        var convo = convo
        let drafts = convo.home + "/drafts"
        try FileManager.default.createDirectory(
          atPath: drafts, withIntermediateDirectories: false)
        convo.environment["TMPDIR"] = drafts
        try await body(convo, drafts)
      }
    }

    @Test("What is stored leaves no file, sent or not")
    func stored() async throws {
      try await withEditor { convo, drafts in
        #expect(try await convo.run("new", "-e", "--no-send").code == 0)
        #expect(try await convo.run("continue", "-e").output == BrokenMachine.reply)
        let store = try ChatStore.open(path: convo.store)
        #expect(try store.conversations(limit: 1).first?.messageCount == 3)
        #expect(try FileManager.default.contentsOfDirectory(atPath: drafts).isEmpty)
      }
    }

    @Test("What cannot be sent at all stays in a file that the error names")
    func refused() async throws {
      try await withEditor { convo, drafts in
        let result = try await convo.run("new", "-e", "--budget", "2")
        #expect(result.code == 65)
        let name = try #require(try FileManager.default.contentsOfDirectory(atPath: drafts).first)
        #expect(result.errors.hasSuffix(" What was written is in \(drafts)/\(name).\n"))
        #expect(
          try String(contentsOfFile: drafts + "/" + name, encoding: .utf8) == "an hour of words")
      }
    }

    @Test("What is wrong with the settings is said before the editor opens")
    func before() async throws {
      try await withEditor { convo, drafts in
        for command in ["new", "continue"] {
          #expect(try await convo.run("new", "--no-send", "one").code == 0)
          let result = try await convo.run(command, "-e", "--provider", "none")
          #expect(result.code == 78 && !result.errors.contains("What was written"))
          #expect(try FileManager.default.contentsOfDirectory(atPath: drafts).isEmpty)
        }
      }
    }
  }
#endif
