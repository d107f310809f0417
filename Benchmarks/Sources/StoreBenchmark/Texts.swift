import ChatStore
import Glibc

/// The messages to store: the lines of a file, again and again.
struct Texts {
  private let lines: [String]

  /// Reads the whole file, so that nothing is read from it while time is taken.
  init(path: String) throws {
    lines = try Self.lines(ofFile: path)
    guard !lines.isEmpty else { throw Unreadable(path: path) }
  }

  static func lines(ofFile path: String) throws -> [String] {
    guard let file = fopen(path, "r") else { throw Unreadable(path: path) }
    defer { fclose(file) }
    var line: UnsafeMutablePointer<CChar>?
    var capacity = 0
    defer { free(line) }
    var lines: [String] = []
    while case let count = getline(&line, &capacity, file), count > 0, let line {
      let bytes = UnsafeRawBufferPointer(start: line, count: count)
      lines.append(String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self))
    }
    return lines
  }

  /// A message of the user or, every other time, of the model.
  func message(_ index: Int) -> MessageContent {
    let text = lines[index % lines.count]
    return index % 2 == 0 ? .user(text) : .assistant(text)
  }

  /// A file that is not there, or empty.
  struct Unreadable: Error, CustomStringConvertible {
    let path: String
    var description: String { "\(path) holds no text that can be read" }
  }
}
