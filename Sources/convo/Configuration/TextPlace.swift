/// A place in a file, as compilers write it.
struct TextPlace: Sendable, Equatable, CustomStringConvertible {
  /// The file's path.
  var file: String
  /// The line, from 1.
  var line: Int
  /// The column in Unicode scalars, from 1.
  var column: Int

  /// `file:line:column`.
  var description: String { "\(file):\(line):\(column)" }
}
