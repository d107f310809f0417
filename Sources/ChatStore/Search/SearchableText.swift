/// What the tokenizer finds something in.
enum SearchableText {
  /// Whether there is a token in a text.
  ///
  /// The categories are unicode61's, to which an unassigned character may be a letter of a later
  /// Unicode, and the symbols are the radicals that `cjk` indexes.
  static func isSearchable(_ text: String) -> Bool {
    text.unicodeScalars.contains { scalar in
      switch scalar.properties.generalCategory {
      case .otherLetter where formerMarks.contains { $0.contains(scalar.value) }: false
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
        .decimalNumber, .letterNumber, .otherNumber, .privateUse:
        true
      // U+FFFF is U+FFFD to FTS5.
      case .unassigned: !scalar.properties.isNoncharacterCodePoint
      default:
        (0x2E80...0x2FD5).contains(scalar.value)
      }
    }
  }

  /// Vowel signs and tones of New Tai Lue, and two Vedic signs: letters since Unicode 8, while
  /// unicode61 is of Unicode 6.1, where they were marks.
  private static let formerMarks: [ClosedRange<UInt32>] = [
    0x19B0...0x19C0, 0x19C8...0x19C9, 0x1CF2...0x1CF3,
  ]
}
