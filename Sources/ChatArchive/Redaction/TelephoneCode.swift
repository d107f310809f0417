/// The codes of countries (ITU-T E.164), as far as they tell how long a number is.
enum TelephoneCode {
  /// Whether digits may be a whole number with its country's code.
  static func fits(_ number: DigitRun) -> Bool {
    guard 9...13 ~= number.count else { return false }
    return switch number.leading(2) {
    // The area codes of North America begin with 2 to 9.
    case 12...19: number.count == 11
    case 70...79: number.count == 11
    case 86: 8613...8619 ~= number.leading(4) ? number.count == 13 : number.count >= 11
    case 20...27, 29...69, 80...82, 84...88, 90...99: true
    default: false
    }
  }
}
