#if Networking
  import ChatTestSupport
  import Testing

  @Suite("A limit on the size of files is said, and kills nobody")
  struct FileLimitTests {
    @Test(
      "A turn under a limit, from the smallest to one that is large enough",
      arguments: [4096, 40_000, 80_000, 100_000, 110_000, 130_000, 160_000, 1_000_000])
    func limit(bytes: Int) async throws {
      let server = try BrokenMachine.endpoint()
      defer { server.stop() }
      try await BrokenMachine.with(server, store: BrokenMachine.store()) { machine in
        let limited = try await run(BrokenMachine.arguments, under: bytes, machine.convo)
        let kept = try machine.kept().map(\.text)
        if limited.code == 0 {
          #expect(kept == [BrokenMachine.prompt, BrokenMachine.reply])
        } else {
          #expect(limited.code == 74)
          machine.expectOneSentence(limited, "ulimit -f")
          #expect(limited.output.isEmpty == kept.isEmpty)
        }
        #expect((bytes < 90_000) == kept.isEmpty)
        #expect((bytes == 1_000_000) == (limited.code == 0) || bytes > 100_000)
        let shown = try await run(["show", "kept"], under: bytes, machine.convo)
        #expect(shown.code == 0 && shown.output.contains(BrokenMachine.firstReply))
        try await machine.expectContinuing()
      }
    }

    private func run(
      _ arguments: [String], under bytes: Int, _ convo: ConvoProgram
    ) async throws -> ConvoProgram.Result {
      let files = try ProcessFiles(folder: convo.home, input: "")
      defer { files.remove() }
      let process = try convo.start(
        executable: "/usr/bin/prlimit",
        ["prlimit", "--fsize=\(bytes)", ConvoProgram.executable] + arguments, files: files)
      let code = await process.end()
      return ConvoProgram.Result(output: files.read("out"), errors: files.read("err"), code: code)
    }
  }
#endif
