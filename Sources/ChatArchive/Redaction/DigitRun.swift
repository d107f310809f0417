/// Digits that stand side by side, ASCII or full-width.
struct DigitRun {
  /// How many there are.
  var count = 0
  /// The number that they write, as far as 19 digits go.
  var value: UInt64 = 0
  /// The offset behind the last.
  var end: Int

  /// The same run with another behind it.
  func followed(by other: DigitRun) -> DigitRun {
    var value = value
    for _ in 0..<min(other.count, 19) { value = value &* 10 }
    return DigitRun(count: count + other.count, value: value &+ other.value, end: other.end)
  }

  /// The number that the first digits write.
  func leading(_ digits: Int) -> UInt64 {
    guard count <= 19, digits < count else { return value }
    var value = value
    for _ in digits..<count { value /= 10 }
    return value
  }
}
