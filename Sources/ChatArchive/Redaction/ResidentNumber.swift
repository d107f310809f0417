/// The number of a Chinese resident's identity card (GB 11643-1999).
///
/// Six digits of a region, eight of the day of birth, three of an order, and a check digit.
enum ResidentNumber {
  /// Whether seventeen digits and a check digit are such a number; the digit X is 10.
  static func isValid(_ digits: UInt64, check: UInt8) -> Bool {
    guard isRegion(digits / 1_000_000_000_000_000), isDay(digits / 1000 % 100_000_000) else {
      return false
    }
    // ISO/IEC 7064, MOD 11-2.
    var sum: UInt64 = 0
    var weight: UInt64 = 2
    var rest = digits
    for _ in 0..<17 {
      sum += rest % 10 * weight
      weight = weight * 2 % 11
      rest /= 10
    }
    return (sum + UInt64(check)) % 11 == 1
  }

  /// Whether two digits are those of a province (GB/T 2260).
  private static func isRegion(_ code: UInt64) -> Bool {
    switch code {
    case 11...15, 21...23, 31...37, 41...46, 50...54, 61...65, 71, 81...83, 91: true
    default: false
    }
  }

  private static func isDay(_ date: UInt64) -> Bool {
    let (year, month, day) = (date / 10_000, date / 100 % 100, date % 100)
    guard 1850...2099 ~= year, day >= 1 else { return false }
    switch month {
    case 1, 3, 5, 7, 8, 10, 12: return day <= 31
    case 4, 6, 9, 11: return day <= 30
    case 2:
      let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      return day <= (isLeap ? 29 : 28)
    default: return false
    }
  }
}
