/// An amount of money, exact: the price of one token is a number of trillionths.
struct Money: Sendable, Equatable {
  /// Trillionths of the currency's unit.
  var trillionths: Int128 = 0

  static func + (one: Money, two: Money) -> Money {
    let (sum, overflow) = one.trillionths.addingReportingOverflow(two.trillionths)
    return Money(trillionths: overflow ? .max : sum)
  }

  /// The amount for people: hundredths, below one two digits that say something, at most a millionth.
  var text: String {
    guard trillionths > 0 else { return "0" }
    var places = 2
    var unit: Int128 = 10_000_000_000
    while places < 6, trillionths < unit * 10 {
      places += 1
      unit /= 10
    }
    return decimal(places: places)
  }

  /// The amount for programs, to a millionth.
  var exact: String { decimal(places: 6) }

  private func decimal(places: Int) -> String {
    var unit: Int128 = 1_000_000_000_000
    for _ in 0..<places { unit /= 10 }
    var scale: Int128 = 1
    for _ in 0..<places { scale *= 10 }
    // Half a unit up, as merchants round.
    let units = (trillionths + unit / 2) / unit
    let fraction = String(units % scale)
    return "\(units / scale)." + String(repeating: "0", count: places - fraction.utf8.count)
      + fraction
  }
}
