#if Networking
  import ChatStore
  import ChatTestSupport
  import Testing

  @Suite("A store on a disk that is really full can be read, and says what it cannot keep")
  struct SmallDiskTests {
    /// Continues, reads and examines with so many KB free; then with all of them.
    private static let script = """
      cp "$CONVO_DB" "$HOME/template"
      for free in "$@"; do
        mount -t tmpfs -o size=1m none "$HOME/store" || exit 9
        cp "$HOME/template" "$CONVO_DB"
        : >"$CONVO_DB-live" # as beside any store that was used before
        room=$(df -k --output=avail "$HOME/store" | tail -1)
        head -c $(((room - free) * 1024)) /dev/zero >"$HOME/store/fill"
        said show show kept
        said continue continue --ref kept 'the prompt of this turn'
        said list list
        said search search words
        said show show kept
        said tree tree kept
        said export export kept
        said usage usage
        said doctor doctor
        rm "$HOME/store/fill"
        said doctor doctor
        said after show kept
        said again continue --ref kept again
        said doctor doctor
        umount "$HOME/store"
      done
      """

    @Test(
      "In steps of free space, from none to enough", .timeLimit(.minutes(5)),
      arguments: [["0", "24", "40", "56", "80"], ["104", "108", "112", "130", "160", "300"]])
    func steps(free: [String]) async throws {
      guard let namespace = Script.mountNamespace else {
        // No disk can be made here. FullDiskTests breaks every call in its stead; a limit on the
        // size of files is the nearest thing to a disk that is really full.
        return try await FileLimitTests().limit(bytes: 40_000)
      }
      let server = try BrokenMachine.endpoint()
      defer { server.stop() }
      try await BrokenMachine.with(server, store: BrokenMachine.store()) { machine in
        let lines = try await Script.run(
          Self.script, free, namespace: namespace, in: machine.convo)
        #expect(lines.count == 13 * free.count)
        var turn = lines[0]
        for line in lines {
          switch line.name {
          case "continue":
            turn = line
            #expect(line.code == 0 || line.errors.contains("No space is left for"), "\(line)")
            #expect(line.code == 0 || line.code == 74, "\(line)")
          case "after":
            let said = turn.output == BrokenMachine.reply
            let isPromptKept = line.output.contains(BrokenMachine.prompt)
            #expect(said == isPromptKept, "\(turn) \(line)")
            let isReplyKept = line.output.contains(BrokenMachine.reply)
            #expect(
              isReplyKept || !said || turn.errors.contains("keep what was printed"),
              "\(turn) \(line)")
            if !said { #expect(turn.errors.contains("Nothing was sent."), "\(turn)") }
          case "show", "export":
            #expect(line.output.contains(BrokenMachine.firstReply), "\(line)")
            #expect(line.code == 0, "\(line)")
          default: #expect(line.code == 0 && !line.output.isEmpty, "\(line)")
          }
        }
      }
    }
  }
#endif
