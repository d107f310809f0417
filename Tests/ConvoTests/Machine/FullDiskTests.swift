#if Networking
  import ChatStore
  import ChatTestSupport
  import Glibc
  import Testing

  @Suite("A disk that is full, at every write of a turn, loses nothing that was acknowledged")
  struct FullDiskTests {
    /// So many at a time.
    private static let lanes = 4

    /// Breaks the turn at call after call until it comes through.
    private func everyCall(
      of faults: Faults, lane: Int, step: Int = lanes,
      _ body: (BrokenMachine, ConvoProgram.Result, Int) async throws -> Void
    ) async throws {
      let server = try BrokenMachine.endpoint()
      defer { server.stop() }
      let bytes = try await BrokenMachine.store()
      var number = lane + 1
      var isStruck = true
      var last = ""
      while isStruck {
        try await BrokenMachine.with(server, store: bytes) { machine in
          var faults = faults
          faults.first = number
          if faults.last != nil { faults.last = number }
          let result = try await faults.breaking(machine.convo).run(BrokenMachine.arguments)
          isStruck = !Faults.struck(in: machine.convo).isEmpty
          try await body(machine, result, number)
          // Every kind of end is gone on from once; the many of a kind are alike.
          let kind = "\(result.code) \(result.errors.count)"
          if kind != last { try await machine.expectContinuing() }
          last = kind
          if !isStruck { #expect(result.code == 0 && result.output == BrokenMachine.reply) }
        }
        number += step
      }
      #expect(number > 2 * step)
    }

    /// Says what a turn that was broken anywhere must have kept.
    private func check(
      _ machine: BrokenMachine, _ result: ConvoProgram.Result, words: String, at number: Int
    ) throws {
      let kept = try machine.kept()
      let texts = kept.map(\.text)
      switch result.code {
      case 0:
        #expect(result.output == BrokenMachine.reply)
        #expect(texts == [BrokenMachine.prompt, BrokenMachine.reply], "call \(number)")
        #expect(kept.last?.status == .complete)
      case 74 where result.output.isEmpty:
        machine.expectOneSentence(result, words)
        #expect(texts.isEmpty, "call \(number)")
      case 74:
        // The reply was printed: it is in the store, or the sentence says that it may not be.
        machine.expectOneSentence(result, words)
        #expect(result.output == BrokenMachine.reply)
        #expect(texts.first == BrokenMachine.prompt, "call \(number)")
        if result.errors.contains("The reply is kept as it came") {
          #expect(texts.last == BrokenMachine.reply && kept.last?.status == .lost)
        } else {
          #expect(result.errors.contains("keep what was printed"))
        }
      default: Issue.record("call \(number): code \(result.code), \(result.errors)")
      }
    }

    @Test(
      "Full from any call on: one sentence, a clean store, and the turn is whole or was refused",
      .timeLimit(.minutes(5)), arguments: 0..<lanes)
    func full(lane: Int) async throws {
      let faults = Faults(calls: "open write truncate make")
      try await everyCall(of: faults, lane: lane) { machine, result, number in
        try check(machine, result, words: "No space is left", at: number)
      }
    }

    @Test(
      "Full for one call only: a reply that was printed is stored", .timeLimit(.minutes(5)),
      arguments: 0..<lanes)
    func fullOnce(lane: Int) async throws {
      let faults = Faults(calls: "open write truncate make", last: 0)
      try await everyCall(of: faults, lane: lane, step: 2 * Self.lanes) { machine, result, number in
        try check(machine, result, words: "", at: number)
        if result.output == BrokenMachine.reply { #expect(result.code == 0, "\(result.errors)") }
      }
    }

    @Test(
      "fsync fails, once or from a call on: one sentence, and a clean store",
      .timeLimit(.minutes(5)), arguments: [0, nil])
    func sync(last: Int?) async throws {
      let faults = Faults(calls: "sync", last: last, error: EIO)
      try await everyCall(of: faults, lane: 0, step: 1) { machine, result, number in
        try check(machine, result, words: "Input/output error", at: number)
      }
    }

    @Test(
      "A process that is killed at any write leaves a clean store, and a prompt that was sent",
      .timeLimit(.minutes(5)), arguments: 0..<lanes)
    func killed(lane: Int) async throws {
      try await BrokenMachine.atEveryWrite(SIGKILL, from: lane + 1, step: Self.lanes) { turn in
        #expect(turn.result.code == (turn.isStruck ? 128 + SIGKILL : 0))
        let kept = try turn.machine.kept().map(\.text)
        if turn.isSent { #expect(kept.first == BrokenMachine.prompt, "call \(turn.number)") }
        if !turn.isStruck { #expect(kept == [BrokenMachine.prompt, BrokenMachine.reply]) }
      }
    }

    @Test(
      "A disk that is full while a store is made leaves one that the next command finishes",
      .timeLimit(.minutes(5)))
    func making() async throws {
      let server = try BrokenMachine.endpoint()
      defer { server.stop() }
      // Making a store takes some hundreds of writes; each number is half as much again as the last.
      var number = 1
      var isStruck = true
      while isStruck {
        try await BrokenMachine.with(server, store: nil) { machine in
          let faults = Faults(calls: "open write truncate make", first: number)
          let result = try await faults.breaking(machine.convo).run("new", "hello")
          isStruck = !Faults.struck(in: machine.convo).isEmpty
          if result.code == 0 {
            #expect(result.output == BrokenMachine.reply)
          } else {
            #expect(result.code == 74)
            machine.expectOneSentence(result, "No space is left")
          }
          let next = try await machine.convo.run("new", "--title", "next", "hello")
          #expect(next.code == 0 && next.output == BrokenMachine.reply, "\(next.errors)")
          let store = try ChatStore.open(path: machine.convo.store)
          #expect(try store.examine().isClean)
        }
        number = number * 3 / 2 + 1
      }
    }
  }
#endif
