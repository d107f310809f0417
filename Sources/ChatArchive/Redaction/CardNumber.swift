/// The number of a bank card (ISO/IEC 7812-1).
enum CardNumber {
  /// Whether a number has the check digit, a known issuer's first digits and as many as that issuer uses.
  static func isPlausible(_ number: UInt64, count: Int) -> Bool {
    guard 13...19 ~= count, isIssued(number, count: count) else { return false }
    // Luhn's sum: every second digit from the right counts twice.
    var sum: UInt64 = 0
    var rest = number
    for index in 0..<count {
      let digit = rest % 10
      sum += index % 2 == 0 ? digit : digit < 5 ? digit * 2 : digit * 2 - 9
      rest /= 10
    }
    return sum % 10 == 0
  }

  private static func isIssued(_ number: UInt64, count: Int) -> Bool {
    var leading = number
    for _ in 4..<count { leading /= 10 }
    return switch leading {
    // Visa.
    case 4000...4999: count == 13 || count == 16 || count == 19
    // American Express.
    case 3400...3499, 3700...3799: count == 15
    // Diners Club.
    case 3000...3059, 3600...3699, 3800...3999: count == 14 || count == 16
    // JCB.
    case 3528...3589: count >= 16
    // Mastercard.
    case 5100...5599, 2221...2720: count == 16
    // Discover.
    case 6011, 6440...6599: count >= 16
    // UnionPay, and the older numbers of Chinese banks.
    case 6200...6299, 6030, 6050, 6210, 6800...6999, 8100...8171, 9558, 9559: count >= 16
    // Mir, RuPay, Maestro.
    case 2200...2204, 5018, 5020, 5038, 5893, 6304, 6759, 6761...6763: count >= 16
    default: false
    }
  }
}
