/// The patterns that have one shape, with what they differ in.
///
/// `'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,n}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|
/// \s+(?!\S)|\s+`
protocol WordRule: SplittingRule {
  /// What words are made of, beside their first character.
  static var word: CharacterClass { get }
  /// How many digits stand together.
  static var digits: Int { get }
  /// Whether white space at the end of the text is one piece, line ends or not.
  static var keepsSpaceAtTheEnd: Bool { get }
}

extension WordRule {
  static var word: CharacterClass { .letter }
  static var keepsSpaceAtTheEnd: Bool { false }

  @inline(__always)
  static func end(of text: SplittableText, from start: Int) -> Int {
    let first = text.character(at: start)
    if first.class.isAny(of: word), !first.class.isAny(of: .mark) {
      return text.run(of: word, from: first.end)
    }
    if first.class.isAny(of: .number) {
      return digits > 1 ? text.numbers(from: first.end, limit: digits &- 1) : first.end
    }
    if let end = text.contraction(at: start) { return end }
    let second = text.character(at: first.end)
    if second.class.isAny(of: word), !first.class.isAny(of: .newline) {
      return text.run(of: word, from: second.end)
    }
    // A mark alone, where marks are of words.
    if first.class.isAny(of: word) { return first.end }
    if !first.class.isAny(of: .space) { return symbols(text, from: first.end) }
    if text.bytes[start] == 0x20, first.end < text.count,
      !second.class.isAny(of: word.union([.number, .space]))
    {
      return symbols(text, from: second.end)
    }
    if keepsSpaceAtTheEnd {
      let end = text.run(of: .space, from: start)
      if end == text.count { return end }
    }
    return text.whiteSpace(from: start)
  }

  @inline(__always)
  private static func symbols(_ text: SplittableText, from start: Int) -> Int {
    text.run(of: .newline, from: text.run(ofNone: word.union([.number, .space]), from: start))
  }
}
