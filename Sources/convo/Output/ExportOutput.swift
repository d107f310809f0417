/// Where an export goes: a file that appears when it is whole, or standard output.
struct ExportOutput {
  private let file: NewFile?

  init(path: String?) throws {
    file = try path.map { try NewFile(path: $0) }
  }

  /// Adds bytes, of which none ends within a character; on a terminal nothing in them is obeyed.
  func write(_ bytes: [UInt8]) {
    if let file {
      file.write(bytes)
    } else if StandardOutput.isTerminal {
      StandardOutput.write(TerminalText.safe(String(decoding: bytes, as: UTF8.self)))
    } else {
      StandardOutput.write(bytes)
    }
  }

  /// Makes a file appear.
  func finish() throws { try file?.keep() }
}
