/// Something that could not be imported, and where it stands; the rest could.
package struct ImportProblem: Sendable, Equatable {
  /// The file, and within an archive the file in it.
  package let file: String
  /// The offset of its first byte, or of a database the number of its row; nil for a whole file.
  package let position: Int?
  /// One sentence for people.
  package let reason: String

  package init(file: String, position: Int?, reason: String) {
    self.file = file
    self.position = position
    self.reason = reason
  }
}
