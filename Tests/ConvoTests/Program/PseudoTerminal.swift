import Glibc

/// Runs the program on a terminal of its own and reads what reaches the screen.
enum PseudoTerminal {
  private static let setLock: UInt = 0x4004_5431  // TIOCSPTLCK and TIOCGPTN of <asm/ioctls.h>,
  private static let getNumber: UInt = 0x8004_5430  // which Swift's Glibc module does not show.

  static func run(_ convo: ConvoProgram, _ arguments: [String]) async throws -> String {
    let master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var unlocked: Int32 = 0
    var number: UInt32 = 0
    guard master >= 0, ioctl(master, Self.setLock, &unlocked) == 0,
      ioctl(master, Self.getNumber, &number) == 0
    else { throw ProcessError(call: "open /dev/ptmx", code: errno) }
    defer { close(master) }
    let terminal = "/dev/pts/\(number)"
    // Held open here, so that the master reads until the program has ended and this is closed.
    let keeper = open(terminal, O_RDWR | O_NOCTTY | O_CLOEXEC)
    let process = try convo.start(arguments, files: ProcessFiles(terminal: terminal))
    let reader = try TerminalReader(master)
    _ = await process.end()
    close(keeper)
    return await reader.text()
  }
}
