import ChatTestSupport
import Glibc

extension PseudoTerminal {
  /// Closes the terminal when the words stand on its screen, as a window is closed.
  /// - Parameters:
  ///   - convo: The program, whose controlling terminal it is.
  ///   - arguments: The program's.
  ///   - words: What must stand there first.
  ///   - signal: A signal that the program ignores from the start.
  ///   - closed: Opened when the terminal is closed.
  /// - Returns: The exit code, or 128 and the signal's number.
  /// - Throws: `ProcessError`.
  static func endEarly(
    under convo: ConvoProgram, _ arguments: [String], after words: String,
    ignoring signal: Int32? = nil, _ closed: LoopbackLatch = LoopbackLatch()
  ) async throws -> Int32 {
    let (master, terminal) = try make()
    let trap = signal.map { "trap '' \($0); " } ?? ""
    let process = try convo.start(
      executable: "/bin/sh",
      ["sh", "-c", trap + #"exec "$0" "$@""#, ConvoProgram.executable] + arguments,
      files: ProcessFiles(terminal: terminal))
    let seen = LoopbackLatch()
    let reader = LoopbackThread {
      var screen: [UInt8] = []
      var piece = [UInt8](repeating: 0, count: 4096)
      while screen.firstRange(of: Array(words.utf8)) == nil {
        let count = read(master, &piece, piece.count)
        guard count > 0 else { break }
        screen += piece[..<count]
      }
      seen.open()
    }
    try reader.start()
    await seen.wait()
    Glibc.close(master)
    closed.open()
    return await process.end()
  }
}
