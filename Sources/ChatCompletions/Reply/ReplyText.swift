/// One text field of a reply while it grows.
struct ReplyText {
  /// The text so far.
  private(set) var text = ""
  private var assembler = JSONStringAssembler()

  /// Whether every code unit so far was part of a character.
  var isExact: Bool { assembler.isExact }

  /// Appends a piece and gives what it added.
  mutating func append(_ token: JSONStringToken, of scanner: JSONScanner) -> String {
    let piece = assembler.add(token, of: scanner)
    text += piece
    return piece
  }

  /// Appends text that is no JSON string, such as arguments that came as an object.
  mutating func append(_ piece: String) -> String {
    let piece = assembler.flush() + piece
    text += piece
    return piece
  }

  /// Appends what still waited, at the end.
  mutating func flush() -> String {
    let piece = assembler.flush()
    text += piece
    return piece
  }
}
