/// A small reproducible generator (SplitMix64), so that a failure can be repeated from its seed.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// Makes a generator; the same seed gives the same numbers.
  public init(seed: UInt64) {
    state = seed
  }

  /// The next number.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// True once in `times`.
  public mutating func once(in times: Int) -> Bool {
    Int.random(in: 0..<times, using: &self) == 0
  }

  /// A short text of letters, Chinese, emoji, combining marks, controls, or nothing.
  public mutating func text(ofAtMost length: Int = 12) -> String {
    let scalars: [Unicode.Scalar] = [
      "a", "b", "z", " ", "\n", "e", "\u{301}", "é", "语", "言", "模", "\u{1F600}", "\u{200D}",
      "\"", "'", "\u{0}", "\u{2}", "\u{7F}", "\u{FFFD}", "\u{10FFFF}",
    ]
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...length, using: &self) {
      text.append(scalars.randomElement(using: &self) ?? "a")
    }
    return String(text)
  }

  /// A text, or sometimes nothing at all.
  public mutating func optionalText() -> String? {
    once(in: 3) ? nil : text()
  }
}
