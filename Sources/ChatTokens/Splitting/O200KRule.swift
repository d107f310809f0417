/// The pattern of `o200k_base`, `tiktoken_ext/openai_public.py`.
///
/// Words end where the case says so: `[^\r\n\p{L}\p{N}]?U*V+C?|[^\r\n\p{L}\p{N}]?U+V*C?` with U for
/// `[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]`, V for `[\p{Ll}\p{Lm}\p{Lo}\p{M}]` and C for the contractions; then
/// `\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+`.
enum O200KRule: SplittingRule {
  private static let upper: CharacterClass = [.upper, .caseless, .mark]
  private static let lower: CharacterClass = [.lower, .caseless, .mark]
  private static let both: CharacterClass = [.caseless, .mark]

  @inline(__always)
  static func end(of text: SplittableText, from start: Int) -> Int {
    let first = text.character(at: start)
    if first.class.isAny(of: .letter) {
      return contracted(text, word(text, from: start, orMark: false))
    }
    if first.class.isAny(of: .number) { return text.numbers(from: first.end, limit: 2) }
    let second = text.character(at: first.end)
    if !first.class.isAny(of: .newline), second.class.isAny(of: [.letter, .mark]) {
      return contracted(
        text, word(text, from: first.end, orMark: first.class.isAny(of: .mark)))
    }
    // A mark alone is a word without a first character.
    if first.class.isAny(of: .mark) { return contracted(text, first.end) }
    if !first.class.isAny(of: .space) { return symbols(text, from: first.end) }
    if text.bytes[start] == 0x20, first.end < text.count,
      !second.class.isAny(of: [.letter, .number, .space])
    {
      return symbols(text, from: second.end)
    }
    return text.whiteSpace(from: start)
  }

  /// The end of a word from its first letter or mark.
  ///
  /// With `orMark` the character before `start` is a mark. If a word of lower case from `start` cannot be,
  /// that mark is such a word by itself, which comes before a word of capitals.
  @inline(__always)
  private static func word(_ text: SplittableText, from start: Int, orMark: Bool) -> Int {
    var index = start
    var afterBoth: Int?
    while index < text.count {
      let next = text.character(at: index)
      guard next.class.isAny(of: upper) else {
        guard next.class.isAny(of: .lower) else { break }
        return text.run(of: lower, from: next.end)
      }
      index = next.end
      if next.class.isAny(of: both) { afterBoth = index }
    }
    if let afterBoth { return afterBoth }
    return orMark ? start : index
  }

  @inline(__always)
  private static func contracted(_ text: SplittableText, _ end: Int) -> Int {
    text.contraction(at: end) ?? end
  }

  @inline(__always)
  private static func symbols(_ text: SplittableText, from start: Int) -> Int {
    var index = text.run(ofNone: [.letter, .number, .space], from: start)
    while index < text.count {
      let byte = text.bytes[index]
      guard byte == 0x0A || byte == 0x0D || byte == 0x2F else { break }
      index &+= 1
    }
    return index
  }
}
