import Testing

@testable import convo

@Suite struct MoneyTests {
  @Test(
    "An amount is shown to hundredths, a small one to two digits that say something",
    arguments: [
      (0, "0", "0.000000"), (1_000_000_000_000, "1.00", "1.000000"),
      (12_345_678_000_000, "12.35", "12.345678"), (123_400_000_000, "0.12", "0.123400"),
      (99_400_000_000, "0.099", "0.099400"), (1_234_000_000, "0.0012", "0.001234"),
      (640_000_000, "0.00064", "0.000640"), (1_499_999, "0.000001", "0.000001"),
      (499_999, "0.000000", "0.000000"), (999_999_999_999, "1.00", "1.000000"),
      (10_000_000_000_000_000_000, "10000000.00", "10000000.000000"),
    ] as [(Int128, String, String)])
  func words(trillionths: Int128, text: String, exact: String) {
    #expect(Money(trillionths: trillionths).text == text)
    #expect(Money(trillionths: trillionths).exact == exact)
  }

  @Test("Sums are exact, whatever their order")
  func sums() {
    let parts = (1...1000).map { Money(trillionths: Int128($0) * 333_333_333_333) }
    let forward = parts.reduce(Money(), +)
    #expect(forward == parts.reversed().reduce(Money(), +))
    #expect(forward.trillionths == 333_333_333_333 * 500_500)
    #expect((Money(trillionths: .max) + Money(trillionths: 1)).trillionths == .max)
  }
}
