/// The pattern of GPT-2, which `ByteLevel` of Hugging Face has built in.
///
/// `'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`
enum GPT2Rule: SplittingRule {
  @inline(__always)
  static func end(of text: SplittableText, from start: Int) -> Int {
    let first = text.character(at: start)
    if let end = text.contraction(at: start, anyCase: false) { return end }
    if !first.class.isAny(of: .space) { return run(text, like: first) }
    if text.bytes[start] == 0x20, first.end < text.count {
      let second = text.character(at: first.end)
      if !second.class.isAny(of: .space) { return run(text, like: second) }
    }
    let end = text.run(of: .space, from: start)
    return end == text.count ? end : text.lastCharacter(of: start..<end)
  }

  @inline(__always)
  private static func run(
    _ text: SplittableText, like first: (class: CharacterClass, end: Int)
  ) -> Int {
    if first.class.isAny(of: .letter) { return text.run(of: .letter, from: first.end) }
    if first.class.isAny(of: .number) { return text.run(of: .number, from: first.end) }
    return text.run(ofNone: [.letter, .number, .space], from: first.end)
  }
}
