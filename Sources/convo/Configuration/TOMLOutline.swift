/// Where everything stands in a TOML text.
///
/// The TOML library gives values without places and tables without order. The outline has both, and
/// is what an edit that keeps comments works on. It takes any text; only for valid TOML does it mean
/// something.
struct TOMLOutline: Sendable {
  /// What makes a text unfit for the TOML library although TOML allows it.
  struct Problem: Equatable, Sendable {
    var offset: Int
    var reason: String
  }

  /// The text in UTF-8.
  let bytes: [UInt8]
  /// The entries in the order of the text; the pairs of an inline table before the pair it is in.
  let entries: [TOMLEntry]
  /// The first problem.
  let problem: Problem?
  private let comments: [Int]
  private let firstEntries: [[TOMLKey]: Int]

  /// Reads a text.
  init(_ text: String) {
    var scanner = TOMLScanner(Array(text.utf8))
    scanner.scan()
    bytes = scanner.bytes
    entries = scanner.entries
    problem = scanner.problem
    comments = scanner.comments
    var first: [[TOMLKey]: Int] = [:]
    for entry in entries {
      for length in entry.path.indices {
        let path = Array(entry.path[...length])
        first[path] = min(first[path] ?? entry.start, entry.start)
      }
    }
    firstEntries = first
  }

  /// Where a key, or something below it, stands first.
  func offset(of path: [TOMLKey]) -> Int? { firstEntries[path] }

  /// Whether there are comments inside a value.
  func hasComments(in value: Range<Int>) -> Bool { comments.contains(where: value.contains) }

  /// Line and column of an offset, both from 1; the column in Unicode scalars.
  func position(of offset: Int) -> (line: Int, column: Int) {
    let before = bytes.prefix(max(0, offset))
    let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let line = before.reduce(1) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
    return (line, String(decoding: before[lineStart...], as: UTF8.self).unicodeScalars.count + 1)
  }
}
