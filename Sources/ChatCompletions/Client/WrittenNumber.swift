/// A whole number as messages write it: `32768`, `32,768`, `32 768`, `32.768`, `32k`, `1.5k`, `1m`.
///
/// A space, a comma and the like only belong to a number before three digits. A `k` is a thousand, which
/// is no more than was meant where it is 1024; an `m` a million.
struct WrittenNumber {
  let value: Int
  /// The place behind it.
  let end: Int

  static let digits = UInt8(ascii: "0")...UInt8(ascii: "9")

  /// What may stand between groups of three digits, as UTF-8.
  private static let separators: [StaticString] = [",", ".", " ", "_", "'", "\u{A0}", "\u{202F}"]

  /// Reads the number at the beginning of words in small letters, behind spaces; nil where there is none, or
  /// one too large to be told.
  init?(_ words: ArraySlice<UInt8>) {
    var rest = words.drop { $0 == UInt8(ascii: " ") }
    var digits = Array(rest.prefix { Self.digits.contains($0) })
    guard !digits.isEmpty else { return nil }
    rest = rest.dropFirst(digits.count)
    if digits.count <= 3 {
      while let length = Self.groupLength(rest), Self.scaled(rest) == nil {
        digits += rest.prefix(length).suffix(3)
        rest = rest.dropFirst(length)
      }
    }
    // What is written as a power of ten is no number of tokens.
    guard rest.first != UInt8(ascii: "e"), let whole = Int(String(decoding: digits, as: UTF8.self))
    else { return nil }
    guard let (scale, fraction, end) = Self.scaled(rest) else {
      (value, self.end) = (whole, rest.startIndex)
      return
    }
    let (product, isTooLarge) = whole.multipliedReportingOverflow(by: scale)
    guard !isTooLarge, product <= .max - scale else { return nil }
    (value, self.end) = (product + fraction, end)
  }

  /// How many bytes a separator has with the three digits behind it; nil where there is none.
  private static func groupLength(_ rest: ArraySlice<UInt8>) -> Int? {
    for separator in separators {
      let isHere = separator.withUTF8Buffer { rest.starts(with: $0) }
      guard isHere else { continue }
      let behind = rest.dropFirst(separator.utf8CodeUnitCount).prefix(4)
      let count = behind.prefix { digits.contains($0) }.count
      if count == 3 { return separator.utf8CodeUnitCount + 3 }
    }
    return nil
  }

  /// What a `k` or an `m` is worth and what a fraction before it comes to, as in `1.5k`; nil where there is none.
  private static func scaled(
    _ rest: ArraySlice<UInt8>
  ) -> (scale: Int, fraction: Int, end: Int)? {
    var rest = rest
    var fraction: ArraySlice<UInt8> = []
    if rest.first == UInt8(ascii: ".") {
      fraction = rest.dropFirst().prefix { digits.contains($0) }
      guard (1...6).contains(fraction.count) else { return nil }
      rest = rest.dropFirst(1 + fraction.count)
    }
    let scale: Int
    switch rest.first {
    case UInt8(ascii: "k"): scale = 1000
    case UInt8(ascii: "m"): scale = 1_000_000
    default: return nil
    }
    rest = rest.dropFirst()
    // The k of a word is none.
    if let next = rest.first, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(next) { return nil }
    var value = 0
    var worth = scale
    for digit in fraction {
      worth /= 10
      value += Int(digit - digits.lowerBound) * worth
    }
    return (scale, value, rest.startIndex)
  }
}
