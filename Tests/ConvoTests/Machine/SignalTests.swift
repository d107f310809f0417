#if Networking
  import ChatStore
  import ChatTestSupport
  import Glibc
  import Testing

  @Suite("Whatever ends a process, what it had is kept and the exit code says what it was")
  struct SignalTests {
    @Test(
      "A signal before the first byte keeps the prompt, which continue sends",
      .timeLimit(.minutes(5)), arguments: [SIGINT, SIGTERM, SIGHUP])
    func beforeTheReply(number: Int32) async throws {
      let asked = LoopbackLatch()
      let server = try LoopbackServer { connection in
        guard connection.readRequest() != nil else { return }
        guard asked.isOpen else {
          asked.open()
          return connection.waitUntilClientLeaves()
        }
        connection.writeEvents(BrokenMachine.events)
      }
      defer { server.stop() }
      try await BrokenMachine.with(server, store: BrokenMachine.store()) { machine in
        let files = try ProcessFiles(folder: machine.convo.home, input: "")
        let process = try machine.convo.start(BrokenMachine.arguments, files: files)
        await asked.wait()
        process.signal(number)
        #expect(await process.end() == 128 + number)
        #expect(files.read("out").isEmpty)
        #expect(files.read("err").contains("convo continue sends it."))
        #expect(try machine.kept().map(\.text) == [BrokenMachine.prompt])
        let next = try await machine.convo.run("continue", "--ref", "kept")
        #expect(next.code == 0 && next.output == BrokenMachine.reply, "\(next.errors)")
        #expect(
          try machine.kept().map(\.text) == [BrokenMachine.prompt, BrokenMachine.reply])
      }
    }

    @Test(
      "SIGTERM at any write of a turn leaves a clean store, and a reply that it had in it",
      .timeLimit(.minutes(5)), arguments: 0..<4)
    func atAnyWrite(lane: Int) async throws {
      try await BrokenMachine.atEveryWrite(SIGTERM, from: lane + 1, step: 12) { turn in
        #expect([0, 128 + SIGTERM].contains(turn.result.code), "\(turn.result.errors)")
        let kept = try turn.machine.kept().map(\.text)
        if !turn.result.output.isEmpty {
          #expect(kept == [BrokenMachine.prompt, turn.result.output], "call \(turn.number)")
        }
      }
    }

    @Test("A terminal that is closed in mid-reply keeps what had come", .timeLimit(.minutes(5)))
    func terminalGone() async throws {
      let server = try BrokenMachine.halfAReply(then: nil)
      defer { server.stop() }
      try await BrokenMachine.with(server, store: BrokenMachine.store()) { machine in
        let code = try await PseudoTerminal.endEarly(
          under: machine.convo, BrokenMachine.arguments, after: BrokenMachine.pieces[0])
        #expect(code == 128 + SIGHUP)
        let kept = try machine.kept()
        #expect(kept.map(\.text) == [BrokenMachine.prompt, BrokenMachine.pieces[0]])
        #expect(kept.last?.status == .partial)
      }
    }

    @Test(
      "Under nohup a terminal that is closed costs nothing: the reply is fetched and kept whole",
      .timeLimit(.minutes(5)))
    func terminalGoneUnderNohup() async throws {
      let closed = LoopbackLatch()
      let server = try BrokenMachine.halfAReply(then: closed)
      defer { server.stop() }
      try await BrokenMachine.with(server, store: BrokenMachine.store()) { machine in
        let code = try await PseudoTerminal.endEarly(
          under: machine.convo, BrokenMachine.arguments, after: BrokenMachine.pieces[0],
          ignoring: SIGHUP, closed)
        #expect(code == 0)
        let kept = try machine.kept()
        #expect(kept.map(\.text) == [BrokenMachine.prompt, BrokenMachine.reply])
        #expect(kept.last?.status == .complete)
      }
    }
  }
#endif
