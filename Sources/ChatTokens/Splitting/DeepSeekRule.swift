/// The pre-tokenizers of DeepSeek-V3, its `tokenizer.json`.
///
/// Three patterns one after the other, each on the pieces of the one before: `\p{N}{1,3}`, then
/// `[一-龥\u3040-ゟ゠-ヿ]+`, then ``[!"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~][A-Za-z]+|
/// [^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+| ?[\p{P}\p{S}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+``. What no pattern
/// matches is a piece too.
enum DeepSeekRule: SplittingRule {
  private static let wordClasses: CharacterClass = [.letter, .mark]

  @inline(__always)
  static func end(of text: SplittableText, from start: Int) -> Int {
    let (first, scalar, next) = text.scalar(at: start)
    if first.isAny(of: .number) { return text.numbers(from: next, limit: 2) }
    let slice = Slice(text: text, isChinese: Slice.isChinese(scalar))
    if first.isAny(of: wordClasses) { return slice.run(of: wordClasses, from: next) }
    if first.isAny(of: .symbol) {
      if scalar < 0x80, next < text.count, Slice.isASCIILetter(text.bytes[next]) {
        var index = next &+ 1
        while index < text.count, Slice.isASCIILetter(text.bytes[index]) { index &+= 1 }
        return index
      }
      return slice.run(of: .newline, from: slice.run(of: .symbol, from: next))
    }
    let second = slice.character(at: next)
    if second.class.isAny(of: wordClasses), !first.isAny(of: .newline) {
      return slice.run(of: wordClasses, from: second.end)
    }
    if scalar == 0x20, second.class.isAny(of: .symbol) {
      return slice.run(of: .newline, from: slice.run(of: .symbol, from: second.end))
    }
    if first.isAny(of: .space) { return slice.whiteSpace(from: start) }
    return unmatched(slice, from: next)
  }

  /// The end of characters that no pattern matches, from the second of them.
  private static func unmatched(_ slice: Slice, from start: Int) -> Int {
    var index = start
    while true {
      let next = slice.character(at: index)
      guard next.end > index, next.class.isEmpty,
        !slice.character(at: next.end).class.isAny(of: wordClasses)
      else { return index }
      index = next.end
    }
  }

  /// A text that ends where the next number begins, or where Chinese begins or ends.
  private struct Slice: CharacterSequence {
    let text: SplittableText
    let isChinese: Bool
    var count: Int { text.count }

    @inline(__always)
    func character(at index: Int) -> (class: CharacterClass, end: Int) {
      guard index < text.count else { return ([], index) }
      let (found, scalar, end) = text.scalar(at: index)
      guard !found.isAny(of: .number), Slice.isChinese(scalar) == isChinese else {
        return ([], index)
      }
      return (found, end)
    }

    @inline(__always)
    static func isChinese(_ scalar: Int) -> Bool {
      (0x4E00...0x9FA5).contains(scalar) || (0x3040...0x30FF).contains(scalar)
    }

    @inline(__always)
    static func isASCIILetter(_ byte: UInt8) -> Bool {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
  }
}
