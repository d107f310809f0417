/// The queries of a file, a query a line, with comments that begin with `#`.
struct Queries {
  let lines: [String]

  init(path: String) throws {
    lines = try Texts.lines(ofFile: path).filter { !$0.isEmpty && !$0.hasPrefix("#") }
  }
}
