/// Where an export goes: a file that appears when it is whole, or standard output.
struct ExportOutput {
  private let file: NewFile?

  init(path: String?) throws {
    file = try path.map { try NewFile(path: $0) }
  }

  /// Adds a line of JSON, which has its newline already.
  func write(_ line: [UInt8]) {
    if let file {
      file.write(line)
    } else if StandardOutput.isTerminal {
      StandardOutput.json(String(decoding: line.dropLast(), as: UTF8.self))
    } else {
      StandardOutput.write(line)
    }
  }

  /// Adds a line of JSON.
  func line(_ text: String) {
    if let file { file.write(text + "\n") } else { StandardOutput.json(text) }
  }

  /// Makes a file appear.
  func finish() throws { try file?.keep() }
}
