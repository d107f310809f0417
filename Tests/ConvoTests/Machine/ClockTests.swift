#if Networking
  import ChatStore
  import ChatTestSupport
  import Testing

  @Suite("A clock that is put back disturbs no order, and no turn ends before it began")
  struct ClockTests {
    @Test(
      "Put back by a day, or to 1970, at any reading of a turn", .timeLimit(.minutes(5)),
      arguments: [-86_400, -1_700_000_000])
    func back(seconds: Int) async throws {
      let server = try BrokenMachine.endpoint()
      defer { server.stop() }
      let bytes = try await BrokenMachine.store()
      var number = 1
      var isStruck = true
      while isStruck {
        try await BrokenMachine.with(server, store: bytes) { machine in
          let broken = try Faults.clock(from: number, seconds: seconds, for: machine.convo)
          let result = try await broken.run(BrokenMachine.arguments)
          isStruck = !Faults.struck(in: machine.convo).isEmpty
          #expect(result.code == 0 && result.output == BrokenMachine.reply, "\(result.errors)")
          #expect(try machine.kept().map(\.text) == [BrokenMachine.prompt, BrokenMachine.reply])
          let store = try ChatStore.open(path: machine.convo.store)
          let conversation = try #require(try store.conversations(limit: 1).first)
          let turn = try #require(try store.newestTurn(of: conversation))
          #expect(turn.status == .complete)
          let first = try #require(turn.firstTokenAt)
          let end = try #require(turn.endedAt)
          #expect(turn.sentAt <= first && first <= end, "reading \(number)")
          // What was said last is found first, whatever the clock said.
          let found = try #require(try store.search("three").first)
          #expect(found.snippet.text.contains(BrokenMachine.reply))
        }
        number += 1
      }
      #expect(number > 3, "\(number)")
    }

    @Test("undo takes back what was done last, whatever the clock said")
    func undo() async throws {
      let server = try BrokenMachine.endpoint()
      defer { server.stop() }
      try await BrokenMachine.with(server, store: BrokenMachine.store()) { machine in
        for (title, seconds) in [("first", 0), ("second", -86_400)] {
          let broken = try Faults.clock(from: 1, seconds: seconds, for: machine.convo)
          let old = title == "first" ? "kept" : "first"
          #expect(try await broken.run("rename", "--ref", old, title).code == 0)
        }
        #expect(try await machine.convo.run("undo").code == 0)
        #expect(try await machine.convo.run("list").output.contains("first"))
        #expect(try await machine.convo.run("undo").code == 0)
        #expect(try await machine.convo.run("list").output.contains("kept"))
      }
    }
  }
#endif
