/// Where an export goes: a file that appears when it is whole, or standard output.
struct ExportOutput {
  private let file: NewFile?
  private let isJSON: Bool

  init(path: String?, isJSON: Bool) throws {
    file = try path.map { try NewFile(path: $0) }
    self.isJSON = isJSON
  }

  /// Adds bytes, of which none ends within a character; on a terminal nothing in them is obeyed.
  func write(_ bytes: [UInt8]) {
    if let file {
      file.write(bytes)
    } else if StandardOutput.isTerminal {
      let text = String(decoding: bytes, as: UTF8.self)
      StandardOutput.write(isJSON ? TerminalText.escapedInJSON(text) : TerminalText.safe(text))
    } else {
      StandardOutput.write(bytes)
    }
  }

  /// Makes a file appear.
  func finish() throws { try file?.keep() }
}
