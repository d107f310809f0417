import Glibc

/// The queries of a file, a query a line, with comments that begin with `#`.
struct Queries {
  let lines: [String]

  init(path: String) throws {
    guard let file = fopen(path, "r") else { throw Texts.Unreadable(path: path) }
    defer { fclose(file) }
    var line: UnsafeMutablePointer<CChar>?
    var capacity = 0
    defer { free(line) }
    var lines: [String] = []
    while case let count = getline(&line, &capacity, file), count > 0, let line {
      let bytes = UnsafeRawBufferPointer(start: line, count: count)
      let text = String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
      if !text.isEmpty, !text.hasPrefix("#") { lines.append(text) }
    }
    self.lines = lines
  }
}
