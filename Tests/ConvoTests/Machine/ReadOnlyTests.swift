#if Networking
  import ChatTestSupport
  import Glibc
  import Testing

  @Suite(
    "A store that cannot be written can be read whole, and refuses to be written in a sentence")
  struct ReadOnlyTests {
    /// What may not be written.
    enum Place: String, CaseIterable {
      case file, folder, disk
      /// A file system without a single write, with a log that a killed process left there.
      case diskWithLog, diskWithLogAlone
    }

    private static let script = """
      case $1 in
        file) chmod 400 "$CONVO_DB" ;;
        folder) chmod 500 "$HOME/store" ;;
        disk*) mount --bind "$HOME/store" "$HOME/store" &&
          mount -o remount,bind,ro "$HOME/store" || exit 9 ;;
      esac
      said show show kept
      said list list
      said tree tree kept
      said search search words
      said export export kept
      said usage usage
      said log undo --list --all
      said trash gc --dry-run
      said doctor doctor
      said continue continue --ref kept "more words"
      said new new "other words"
      said branch branch --ref kept --name other
      said edit edit kept~0 "better words"
      said retry retry kept
      said rename rename --ref kept "another title"
      said tag tag --ref kept word
      said pin pin kept
      said prefer prefer kept
      said archive archive kept
      said delete delete kept
      said undo undo 1
      said repair doctor --repair
      """

    private static let reading: Set = [
      "show", "list", "tree", "search", "export", "usage", "log", "trash", "doctor",
    ]

    @Test("Wherever it is that cannot be written", arguments: Place.allCases)
    func place(_ place: Place) async throws {
      let server = try BrokenMachine.endpoint()
      defer { server.stop() }
      try await BrokenMachine.with(server, store: BrokenMachine.store()) { machine in
        let hasLog = place == .diskWithLog || place == .diskWithLogAlone
        if hasLog {
          // At its last call, when the exchange is in the log. Now and then a process ends before it has closed
          // the store, which leaves the log there as well.
          let ended = try await Faults(calls: "truncate", first: 2, signal: SIGKILL)
            .breaking(machine.convo).run(BrokenMachine.arguments)
          #expect([0, 128 + SIGKILL].contains(ended.code))
          #expect(access(machine.convo.store + "-wal", F_OK) == 0)
          if place == .diskWithLogAlone { unlink(machine.convo.store + "-shm") }
        }
        let isDisk = place == .disk || hasLog
        let lines = try await Script.run(
          Self.script, [place.rawValue],
          namespace: isDisk ? Script.mountNamespace ?? Self.obedient : Self.obedient,
          in: machine.convo)
        #expect(lines.count == 22)
        for line in lines {
          if Self.reading.contains(line.name) {
            #expect(line.code == 0 && !line.output.isEmpty, "\(line)")
          } else {
            #expect(line.code == 74, "\(line)")
            #expect(line.errors.contains("cannot be written"), "\(line)")
            #expect(line.errors.contains(machine.convo.store), "\(line)")
          }
          if line.name == "show" {
            #expect(line.output.contains(BrokenMachine.firstReply))
            #expect(line.output.contains(BrokenMachine.reply) == hasLog)
          }
        }
        chmod(machine.convo.storeFolder ?? "", 0o700)
        chmod(machine.convo.store, 0o600)
        #expect(server.requests.count == (hasLog ? 1 : 0))
        #expect(try machine.kept().count == (hasLog ? 2 : 0))
        try await machine.expectContinuing()
      }
    }

    /// A superuser whom the modes of files bind like everybody else.
    private static let obedient =
      geteuid() == 0
      ? ["setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner", "--inh-caps=-all"] : []
  }
#endif
