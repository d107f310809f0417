/// What a person typed to find messages, as an expression of FTS5.
///
/// Words are separated by white space or control characters and must all occur, in any order; words
/// between `"…"` or `“…”` must stand together. Nothing else has a meaning: operators, parentheses,
/// column filters and wildcards of FTS5 are plain text, so that no text is a syntax error.
///
/// A quotation mark that is never closed separates words and makes no phrase, which finds more rather
/// than less.
public struct SearchQuery: Sendable {
  /// The longest text that is accepted, in bytes of UTF-8.
  public static let maximumBytes = 4096

  /// The most words and phrases that are accepted.
  public static let maximumTerms = 64

  /// The words and phrases to find, as they were typed and in their order, without quotation marks.
  ///
  /// Those that have nothing to search for, such as `--`, are left out; there may be none left.
  public let terms: [String]

  /// Reads what a person typed.
  ///
  /// - Parameter text: Words and quoted phrases.
  /// - Throws: ``SearchQueryError/tooLong``.
  public init(_ text: String) throws(SearchQueryError) {
    guard text.utf8.count <= Self.maximumBytes else { throw .tooLong }
    terms = Self.split(text).filter(Self.isSearchable)
    guard terms.count <= Self.maximumTerms else { throw .tooLong }
  }

  /// The operand of `MATCH`: every term as a string of FTS5, side by side; empty without terms.
  ///
  /// Strings side by side are FTS5's implicit AND. Unlike the operator `AND` it ignores a string in
  /// which the tokenizer finds nothing, so that nothing is lost where SQLite's Unicode tables and ours
  /// differ about a character. See <https://www.sqlite.org/fts5.html#full_text_query_syntax>.
  public var expression: String {
    terms.map(Self.quoted).joined(separator: " ")
  }

  private static func quoted(_ term: String) -> String {
    var result = "\""
    for scalar in term.unicodeScalars {
      if scalar == "\"" { result.unicodeScalars.append("\"") }
      result.unicodeScalars.append(scalar)
    }
    result.unicodeScalars.append("\"")
    return result
  }

  /// Cuts a text into words and phrases.
  ///
  /// Works on scalars, because a quotation mark followed by a combining mark is one `Character`.
  private static func split(_ text: String) -> [String] {
    var terms: [String] = []
    var term = String.UnicodeScalarView()
    func endTerm() {
      if !term.isEmpty { terms.append(String(term)) }
      term.removeAll(keepingCapacity: true)
    }

    let scalars = text.unicodeScalars
    var index = scalars.startIndex
    while index < scalars.endIndex {
      let scalar = scalars[index]
      scalars.formIndex(after: &index)
      if isQuotationMark(scalar) {
        endTerm()
        if let end = scalars[index...].firstIndex(where: { closes($0, openedBy: scalar) }) {
          for scalar in scalars[index..<end] { term.append(isSeparator(scalar) ? " " : scalar) }
          endTerm()
          index = scalars.index(after: end)
        }
      } else if isSeparator(scalar) {
        endTerm()
      } else {
        term.append(scalar)
      }
    }
    endTerm()
    return terms
  }

  private static func isQuotationMark(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\"" || scalar == "\u{201C}" || scalar == "\u{201D}"
  }

  /// Either curly mark closes what either opened: input methods that alternate them lose count.
  private static func closes(_ scalar: Unicode.Scalar, openedBy opening: Unicode.Scalar) -> Bool {
    opening == "\"" ? scalar == "\"" : scalar == "\u{201C}" || scalar == "\u{201D}"
  }

  /// Whether a scalar parts words; control characters do, U+0000 above all, which would end the SQL
  /// text in which FTS5 reads the expression.
  private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
    let properties = scalar.properties
    return properties.isWhitespace || properties.generalCategory == .control
  }

  /// Vowel signs and tones of New Tai Lue, and two Vedic signs.
  private static let formerMarks: [ClosedRange<UInt32>] = [
    0x19B0...0x19C0, 0x19C8...0x19C9, 0x1CF2...0x1CF3,
  ]

  /// Whether the tokenizer finds something in a term.
  ///
  /// The categories are unicode61's, to which an unassigned character may be a letter of a later
  /// Unicode, and the symbols are the radicals that `cjk` indexes.
  private static func isSearchable(_ term: String) -> Bool {
    term.unicodeScalars.contains { scalar in
      switch scalar.properties.generalCategory {
      // Letters since Unicode 8; unicode61 is of Unicode 6.1, where they were marks.
      case .otherLetter where Self.formerMarks.contains { $0.contains(scalar.value) }: false
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
}
