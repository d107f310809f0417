/// The part of a text around what was found, in pieces.
public struct Snippet: Sendable, Equatable {
  /// A piece of the text.
  public struct Piece: Sendable, Equatable {
    /// The text.
    public let text: String
    /// True for what the search asked for.
    public let isMatch: Bool
  }

  /// The pieces in order.
  public let pieces: [Piece]

  /// The snippet as plain text.
  public var text: String { pieces.map(\.text).joined() }

  /// Reads what `excerpt` gave, with U+0002 and U+0003 around what was found.
  ///
  /// A text may hold these characters itself; then a piece is marked that should not be, and
  /// nothing worse happens.
  init(marked: String) {
    var pieces: [Piece] = []
    var current = ""
    var isMatch = false
    func flush() {
      if !current.isEmpty { pieces.append(Piece(text: current, isMatch: isMatch)) }
      current = ""
    }
    for scalar in marked.unicodeScalars {
      switch scalar {
      case "\u{2}":
        flush()
        isMatch = true
      case "\u{3}":
        flush()
        isMatch = false
      default: current.unicodeScalars.append(scalar)
      }
    }
    flush()
    self.pieces = pieces
  }
}
