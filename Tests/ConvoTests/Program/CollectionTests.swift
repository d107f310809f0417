import ChatStore
import ChatTestSupport
import Glibc
import Testing

@Suite("gc empties the trash for good, whatever interrupts it")
struct CollectionTests {
  /// Words that nothing else in a store's file could be.
  private static let secret = "quagga-7f3b-forget-me"

  /// A store with something to keep and something in the trash.
  private func withTrash(
    messages: Int = 3, _ body: (ConvoProgram, ChatStore) async throws -> Void
  ) async throws {
    try await withConvo { convo in
      let store = try ChatStore.open(path: convo.store)
      _ = try store.createConversation(
        title: "kept", messages: [MessageDraft(.user("words to keep"))])
      for number in 0..<3 {
        let (conversation, _, _) = try store.createConversation(
          title: "\(Self.secret) \(number)",
          messages: (0..<messages).map { MessageDraft(.user("\(Self.secret) \($0)")) })
        _ = try store.search(Self.secret)
        try store.delete(conversation)
      }
      try await body(convo, store)
    }
  }

  /// The files of the store that have the words in them.
  private func traces(_ convo: ConvoProgram) -> [String] {
    ["", "-wal", "-shm"].filter { suffix in
      guard let file = fopen(convo.store + suffix, "r") else { return false }
      defer { fclose(file) }
      var bytes: [UInt8] = []
      var piece = [UInt8](repeating: 0, count: 1 << 16)
      while true {
        let count = fread(&piece, 1, piece.count, file)
        guard count > 0 else { break }
        bytes += piece[..<count]
      }
      return bytes.firstRange(of: Array(Self.secret.utf8)) != nil
    }
  }

  @Test("It says what it frees, frees that, and leaves no byte of the words")
  func bytes() async throws {
    try await withTrash { convo, store in
      #expect(!traces(convo).isEmpty)
      let dry = try await convo.run("gc", "--dry-run", "--json")
      #expect(
        dry.output.hasPrefix(#"{"type":"garbage","conversations":3,"branches":0,"messages":9"#))
      let lines = try await convo.run("gc", "--yes", "--json").output.split(separator: "\n")
      #expect(lines.count == 2)
      #expect(
        lines.last.map { $0.replacing("collected", with: "garbage") + "\n" } == dry.output)
      #expect(traces(convo) == [])
      #expect(try await convo.run("doctor").code == 0)
      #expect(try store.search("keep").count == 1)
      // What is gone cannot come back, and nothing else is touched by trying.
      #expect(try await convo.run("undo", "--redo").code == 1)
      #expect(try await convo.run("list", "--trash").code == 1)
    }
  }

  @Test("Nobody there to answer: nothing is removed")
  func noTerminal() async throws {
    try await withTrash { convo, store in
      let result = try await convo.run("gc", input: "y\n")
      #expect(result.code == 64)
      #expect(
        result.errors
          == "convo: Nothing was removed; say --yes to remove it without being asked.\n")
      #expect(try store.garbage().conversations == 3)
    }
  }

  @Test(
    "On a terminal it asks, and only yes is a yes",
    arguments: [("y", true), ("Yes", true), ("n", false), ("", false), ("yeah", false)])
  func asked(answer: String, isYes: Bool) async throws {
    try await withTrash { convo, store in
      let result = try await PseudoTerminal.run(
        convo, ["gc"], typing: [("for good? [y/N] ", answer + "\n")])
      #expect(result.code == 0, "\(result.screen)")
      #expect(result.screen.contains("nothing was removed") == !isYes)
      #expect(try store.garbage().conversations == (isYes ? 0 : 3))
    }
  }

  @Test("Killed at random moments and begun again, it ends with the words gone")
  func killed() async throws {
    try await withTrash(messages: 700) { convo, _ in
      var generator = SeededGenerator(seed: 3)
      for _ in 0..<6 {
        let files = try ProcessFiles(folder: convo.home, input: "")
        let process = try convo.start(["gc", "--yes"], files: files)
        let delay = UInt32.random(in: 5_000...90_000, using: &generator)
        let killed = LoopbackLatch()
        try LoopbackThread {
          usleep(delay)  // A random moment is what is tried.
          process.signal(SIGKILL)
          killed.open()
        }.start()
        await killed.wait()
        _ = await process.end()
        let doctor = try await convo.run("doctor")
        #expect(doctor.code == 0, "\(doctor.output)")
      }
      #expect(try await convo.run("gc", "--yes").code == 0)
      #expect(traces(convo) == [])
      #expect(try await convo.run("doctor").code == 0)
      #expect(try await convo.run("list").output.contains("kept"))
    }
  }
}
