import Glibc
import Synchronization

/// The files that a process reads from and writes to, so that no pipe can fill up and block it.
struct ProcessFiles: Sendable {
  private let prefix: String
  private let terminal: String?

  private static let count = Atomic<Int>(0)

  init(folder: String, input: String) throws {
    terminal = nil
    prefix = folder + "/process-\(Self.count.add(1, ordering: .relaxed).newValue)"
    guard let file = fopen(path("in"), "w") else { throw ProcessError(call: "fopen", code: errno) }
    fputs(input, file)
    fclose(file)
  }

  /// Makes a terminal all three.
  init(terminal: String) {
    prefix = ""
    self.terminal = terminal
  }

  /// The path of `in`, `out` or `err`.
  func path(_ name: String) -> String { terminal ?? prefix + "." + name }

  /// What stands in one of them.
  func read(_ name: String) -> String {
    guard let file = fopen(path(name), "r") else { return "" }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&piece, 1, piece.count, file)
      guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
      bytes.append(contentsOf: piece[..<count])
    }
  }

  func remove() {
    guard terminal == nil else { return }
    for name in ["in", "out", "err"] { unlink(path(name)) }
  }
}
