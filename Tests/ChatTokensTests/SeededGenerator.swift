/// A small reproducible generator (SplitMix64), so that a failure can be repeated.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// Scalars of all scripts, with enough ASCII for words, numbers and runs to form.
  mutating func text(ofAtMost length: Int) -> String {
    var text = ""
    for _ in 0..<Int.random(in: 0...length, using: &self) {
      switch Int.random(in: 0..<10, using: &self) {
      case 0..<4: append(0x61...0x7A, to: &text)
      case 4: append(0x20...0x7E, to: &text)
      case 5:
        text += [" ", " ", "  ", "\n", "\t", "\r\n", "--", "11"].randomElement(using: &self) ?? ""
      case 6: append(0x4E00...0x9FFF, to: &text)
      case 7: append(0xA0...0x7FF, to: &text)
      case 8: append(0x800...0xFFFD, to: &text)
      default: append(0x1F300...0x1FAFF, to: &text)
      }
    }
    return text
  }

  private mutating func append(_ range: ClosedRange<UInt32>, to text: inout String) {
    guard let scalar = Unicode.Scalar(UInt32.random(in: range, using: &self)) else { return }
    text.unicodeScalars.append(scalar)
  }
}
