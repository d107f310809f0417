extension SecretScanner {
  /// A telephone number with a plus sign and the country's code (ITU-T E.164), in groups or not.
  func internationalPhone(at start: Int, width: Int) -> Secret? {
    let last = before(start)
    guard !last.isWord, last != UInt8(ascii: "+"), last != UInt8(ascii: ")") else { return nil }
    let first = digits(at: start + width, limit: 16)
    guard first.count > 0, first.leading(1) > 0, !isDate(first) else { return nil }
    var whole = first
    var end: Int?
    while whole.count <= 15 {
      if endsNumber(at: whole.end), TelephoneCode.fits(whole) { end = whole.end }
      guard let next = groupStart(behind: whole.end) else { break }
      let group = digits(at: next, limit: 16)
      if byte(next - 1) == UInt8(ascii: "."), group.count < 3 { break }
      whole = whole.followed(by: group)
    }
    guard let end else { return nil }
    return Secret(start: start, end: end, kind: .phone)
  }

  /// Where the next group begins, behind one or two of the marks that stand between groups.
  private func groupStart(behind offset: Int) -> Int? {
    var next = offset
    while next - offset < 3 {
      switch byte(next) {
      case 0x20, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "("), UInt8(ascii: ")"):
        next += 1
      case 0x30...0x39 where next > offset: return next
      case 0xEF where next > offset && digits(at: next, limit: 1).count == 1: return next
      default: return nil
      }
    }
    return byte(next).isASCIIDigit ? next : nil
  }

  /// Whether digits begin with a date: an added line of a patch may, behind its plus sign.
  private func isDate(_ run: DigitRun) -> Bool {
    guard run.count >= 8 else { return false }
    let day = run.leading(8)
    return 1900...2099 ~= day / 10_000 && 1...12 ~= day / 100 % 100 && 1...31 ~= day % 100
  }
}
