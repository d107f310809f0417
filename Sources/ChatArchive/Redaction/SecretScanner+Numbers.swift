extension SecretScanner {
  /// The digits at an offset, all of them ASCII or all of them full-width.
  func digits(at start: Int, limit: Int = .max) -> DigitRun {
    var run = DigitRun(end: start)
    let isWide = byte(start) == 0xEF
    while run.count < limit {
      if isWide, byte(run.end) != 0xEF || byte(run.end + 1) != 0xBC { break }
      let digit = isWide ? byte(run.end + 2) &- 0x90 : byte(run.end) &- 0x30
      guard digit <= 9 else { break }
      if run.count < 19 { run.value = run.value &* 10 &+ UInt64(digit) }
      run.count += 1
      run.end += isWide ? 3 : 1
    }
    return run
  }

  /// A telephone, identity card or bank card number that begins with a run of digits.
  func number(_ run: DigitRun, at start: Int) -> Secret? {
    guard canBegin(run), startsNumber(at: start) else { return nil }
    let found =
      resident(run).map { ($0, RedactionKind.resident) }
      ?? card(run).map { ($0, RedactionKind.card) }
      ?? mobile(run).map { ($0, RedactionKind.phone) }
    guard let (end, kind) = found else { return nil }
    // A mailbox may have a number for its name.
    if byte(end) == UInt8(ascii: "@"), let address = email(at: end) { return address }
    return Secret(start: start, end: end, kind: kind)
  }

  /// Whether a number can begin with so many digits; most runs are told by that alone.
  private func canBegin(_ run: DigitRun) -> Bool {
    switch run.count {
    case 2: run.value == 86
    case 3, 7: 13...19 ~= run.leading(2) && separator(at: run.end) != nil
    case 4, 6: separator(at: run.end) != nil
    case 11, 13...19: true
    default: false
    }
  }

  /// Whether a number begins here, and no fraction or name goes on.
  private func startsNumber(at start: Int) -> Bool {
    let last = before(start)
    if last.isWord { return false }
    guard last == UInt8(ascii: ".") else { return true }
    return !before(start - 1).isASCIIDigit && !isFullWidthDigit(endingAt: start - 1)
  }

  /// Whether a number ends here; one of full-width digits does so before any letter.
  func endsNumber(at end: Int) -> Bool {
    let next = byte(end)
    if next.isWord { return byte(end - 1) >= 0x80 }
    guard next == UInt8(ascii: ".") else { return true }
    let fraction = digits(at: end + 1, limit: 1)
    return fraction.count == 0 || (byte(end - 1) < 0x80) == (fraction.end > end + 2)
  }

  private func isFullWidthDigit(endingAt end: Int) -> Bool {
    end - 3 >= floor && digits(at: end - 3, limit: 1).end == end
  }

  // MARK: Groups

  /// The end of a hyphen or space between two groups of digits; nil where there is none.
  private func separator(at offset: Int) -> Int? {
    switch byte(offset) {
    case 0x20, UInt8(ascii: "-"): offset + 1
    // No-break space; hyphens and dashes; ideographic space; full-width hyphen.
    case 0xC2 where byte(offset + 1) == 0xA0: offset + 2
    case 0xE2 where byte(offset + 1) == 0x80 && 0x90...0x93 ~= byte(offset + 2): offset + 3
    case 0xE3 where byte(offset + 1) == 0x80 && byte(offset + 2) == 0x80: offset + 3
    case 0xEF where byte(offset + 1) == 0xBC && byte(offset + 2) == 0x8D: offset + 3
    default: nil
    }
  }

  /// The digits of groups of these sizes, of which the first is given.
  private func groups(_ first: DigitRun, _ others: [Int]) -> DigitRun? {
    var whole = first
    for size in others {
      guard let next = separator(at: whole.end) else { return nil }
      let group = digits(at: next, limit: size + 1)
      guard group.count == size else { return nil }
      whole = whole.followed(by: group)
    }
    return whole
  }

  // MARK: Identity cards

  private func resident(_ run: DigitRun) -> Int? {
    var whole = run
    if run.count == 6 {
      guard let birthday = groups(run, [8]), let next = separator(at: birthday.end) else {
        return nil
      }
      whole = birthday.followed(by: digits(at: next, limit: 5))
    }
    if whole.count == 18 {
      let check = UInt8(whole.value % 10)
      return endsNumber(at: whole.end)
        && ResidentNumber.isValid(whole.value / 10, check: check) ? whole.end : nil
    }
    guard whole.count == 17, let end = letterX(at: whole.end),
      !byte(end).isWord || byte(end - 1) >= 0x80,
      ResidentNumber.isValid(whole.value, check: 10)
    else { return nil }
    return end
  }

  private func letterX(at offset: Int) -> Int? {
    if byte(offset) | 0x20 == UInt8(ascii: "x") { return offset + 1 }
    let isFullWidth =
      byte(offset) == 0xEF && byte(offset + 2) == (byte(offset + 1) == 0xBC ? 0xB8 : 0x98)
    return isFullWidth && 0xBC...0xBD ~= byte(offset + 1) ? offset + 3 : nil
  }

  // MARK: Bank cards

  private func card(_ run: DigitRun) -> Int? {
    func checked(_ number: DigitRun?) -> Int? {
      guard let number, endsNumber(at: number.end),
        CardNumber.isPlausible(number.value, count: number.count)
      else { return nil }
      return number.end
    }
    switch run.count {
    case 13...19: return checked(run)
    case 4:
      return checked(groups(run, [4, 4, 4, 3])) ?? checked(groups(run, [4, 4, 4]))
        ?? checked(groups(run, [6, 5])) ?? checked(groups(run, [6, 4]))
        ?? checked(groups(run, [3, 3, 3]))
    case 6: return checked(groups(run, [13]))
    default: return nil
    }
  }

  // MARK: Telephones

  /// A Chinese mobile number, with or without the country's code.
  private func mobile(_ run: DigitRun) -> Int? {
    switch run.count {
    case 2 where run.value == 86, 4 where run.value == 86:
      guard let next = separator(at: run.end) else { return nil }
      return mobile(digits(at: next, limit: 20))
    case 3: return mobileEnd(groups(run, [4, 4])) ?? mobileEnd(groups(run, [8]))
    case 7: return mobileEnd(groups(run, [4]))
    case 11: return mobileEnd(run)
    case 13 where run.leading(2) == 86, 15 where run.leading(4) == 86:
      return mobileEnd(
        DigitRun(count: 11, value: run.value % 100_000_000_000, end: run.end))
    default: return nil
    }
  }

  private func mobileEnd(_ number: DigitRun?) -> Int? {
    guard let number, number.count == 11, 13...19 ~= number.leading(2), endsNumber(at: number.end)
    else { return nil }
    return number.end
  }
}
