import Glibc

/// Runs the program on a terminal of its own, types, and reads what reaches the screen.
enum PseudoTerminal {
  /// What a run showed, and how it ended.
  struct Result: Sendable {
    let screen: String
    /// The exit code, or 128 and the signal's number.
    let code: Int32
    /// Whether the terminal shows what is typed, now that the program has ended.
    let isEchoing: Bool
  }

  private static let setLock: UInt = 0x4004_5431  // TIOCSPTLCK and TIOCGPTN of <asm/ioctls.h>,
  private static let getNumber: UInt = 0x8004_5430  // which Swift's Glibc module does not show.

  /// A terminal of one's own: the side that a window holds, and the path of the other.
  static func make() throws -> (master: Int32, path: String) {
    let master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var unlocked: Int32 = 0
    var number: UInt32 = 0
    guard master >= 0, ioctl(master, setLock, &unlocked) == 0,
      ioctl(master, getNumber, &number) == 0
    else { throw ProcessError(call: "open /dev/ptmx", code: errno) }
    return (master, "/dev/pts/\(number)")
  }

  static func run(_ convo: ConvoProgram, _ arguments: [String]) async throws -> String {
    try await run(convo, arguments, typing: []).screen
  }

  /// Runs the program and types each text when the words before it stand on the screen.
  static func run(
    _ convo: ConvoProgram, _ arguments: [String], typing: [(after: String, text: String)]
  ) async throws -> Result {
    let (master, terminal) = try make()
    defer { close(master) }
    // Held open here, so that the master reads until the program has ended and this is closed.
    let keeper = open(terminal, O_RDWR | O_NOCTTY | O_CLOEXEC)
    let process = try convo.start(arguments, files: ProcessFiles(terminal: terminal))
    let reader = try TerminalReader(master)
    let end = Task {
      let code = await process.end()
      var settings = termios()
      tcgetattr(keeper, &settings)
      close(keeper)
      return (code, settings.c_lflag & tcflag_t(ECHO) != 0)
    }
    for (words, text) in typing where await reader.wait(for: words) {
      _ = write(master, text, text.utf8.count)
    }
    let (code, isEchoing) = await end.value
    return Result(screen: await reader.text(), code: code, isEchoing: isEchoing)
  }
}
