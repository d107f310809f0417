#if Networking
  /// Cuts a text into pieces about as long as a model's tokens.
  enum DemoPieces {
    /// The pieces, which together are the text; none for an empty one.
    static func split(_ text: String) -> [String] {
      var pieces: [String] = []
      var piece = ""
      for character in text {
        piece.append(character)
        let isFull = character == " " || piece.count >= (character.isASCII ? 12 : 3)
        if isFull {
          pieces.append(piece)
          piece = ""
        }
      }
      if !piece.isEmpty { pieces.append(piece) }
      return pieces
    }
  }
#endif
