extension ScriptWalk {
  /// Counts one character beyond ASCII, or one byte that is not UTF-8, and returns the index
  /// after it.
  mutating func consumeCharacter(_ bytes: Span<UInt8>, from start: Int) -> Int {
    let lead = bytes[start]
    let length: Int
    switch lead {
    case 0xC2...0xDF: length = 2
    case 0xE0...0xEF: length = 3
    case 0xF0...0xF4: length = 4
    default: length = 0
    }
    guard length > 0, length <= bytes.count - start else { return consumeInvalid(start) }
    var scalar = UInt32(lead) & (0x7F &>> UInt32(length))
    for index in (start + 1)..<(start + length) {
      guard bytes[index] & 0xC0 == 0x80 else { return consumeInvalid(start) }
      scalar = scalar &<< 6 | UInt32(bytes[index] & 0x3F)
    }
    switch length {
    case 2: countTwoByte(scalar)
    case 3: countThreeByte(scalar)
    default: countFourByte(scalar)
    }
    return start + length
  }

  private mutating func consumeInvalid(_ start: Int) -> Int {
    context = .none
    add(1, to: .invalidByte)
    return start + 1
  }

  private mutating func countTwoByte(_ scalar: UInt32) {
    switch scalar {
    case 0x80..<0xC0, 0xD7, 0xF7: countSign(.latinSign)
    case 0xC0...0x24F: countLatin(.latinLetter)
    case 0x250..<0x300: countLatin(.latinAdditional)
    case 0x344: countExpanded(2, .combiningMark)
    // A mark belongs to the letter before it, so the word goes on.
    case 0x300..<0x370: add(1, to: .combiningMark)
    case 0x370..<0x400: countLetter(.greek)
    case 0x401, 0x410...0x44F, 0x451: countLetter(.cyrillic)
    case 0x400..<0x530: countLetter(.cyrillicFurther)
    case 0x530..<0x590: countLetter(.armenian)
    case 0x590..<0x600: countLetter(.hebrew)
    case 0x621...0x63A, 0x641...0x64A: countLetter(.arabic)
    case 0x600..<0x700, 0x750..<0x780: countLetter(.arabicFurther)
    default: countSign(.otherTwoByte)
    }
  }

  private mutating func countThreeByte(_ scalar: UInt32) {
    switch scalar {
    case 0x4E00..<0xA000: countHan(scalar)
    case 0xAC00..<0xD7B0: countLetter(.hangul)
    case 0x3040..<0x30A0: countSign(.hiragana)
    case 0x30A0..<0x3100: countSign(.katakana)
    case 0x3000..<0x3040, 0xFF00..<0xFFF0: countSign(.cjkPunctuation)
    case 0x900..<0x980: countIndic(.devanagari, expanding: (0x958...0x95F).contains(scalar))
    case 0x980..<0xE00: countIndic(.indic, expanding: isExpandingIndic(scalar))
    case 0xE00..<0xE80: countLetter(.thai)
    case 0xF43...0xFB9: countExpandedSign(2, .otherThreeByte)
    case 0x10A0..<0x1100, 0x1C90..<0x1CC0: countLetter(.georgian)
    case 0x1E00..<0x1F00: countLatin(.latinAdditional)
    case 0x1F00..<0x2000: countLetter(.greek)
    case 0x200D, 0xFE00...0xFE0F: countSign(.joiner)
    case 0x2000..<0x2070: countSign(.generalPunctuation)
    case 0x2ADC: countExpandedSign(2, .symbol)
    case 0x2070..<0x2C00: countSign(.symbol)
    case 0x3400..<0x4DC0, 0xF900..<0xFA6C: countSign(.hanRare)
    case 0xFA6C..<0xFB00: countExpandedSign(2, .hanRare)
    case 0xFB1D..<0xFB50: countExpandedSign(2, .otherThreeByte)
    case 0xFB50..<0xFE00, 0xFE70..<0xFF00: countLetter(.arabicFurther)
    default: countSign(.otherThreeByte)
    }
  }

  private mutating func countFourByte(_ scalar: UInt32) {
    switch scalar {
    case 0x1F000..<0x1FB00: countSign(.emoji)
    case 0x20000..<0x30000: countSign(.hanSupplementary)
    case 0x1D15E...0x1D1C0: countExpandedSign(3, .otherFourByte)
    default: countSign(.otherFourByte)
    }
  }

  private mutating func countHan(_ scalar: UInt32) {
    context = .none
    let offset = scalar &- HanLevels.first
    guard offset < HanLevels.count else { return add(1, to: .hanRare) }
    let level = HanLevels.levels[Int(offset / 32)] &>> (2 &* UInt64(offset % 32)) & 3
    add(1, to: ScriptClass(rawValue: ScriptClass.hanCommon.rawValue + Int(level)) ?? .hanRare)
  }

  private mutating func countLatin(_ scriptClass: ScriptClass) {
    context = .latin
    add(1, to: scriptClass)
  }

  private mutating func countIndic(_ scriptClass: ScriptClass, expanding: Bool) {
    countLetter(scriptClass)
    if expanding { countExpanded(1, scriptClass) }
  }

  private mutating func countLetter(_ scriptClass: ScriptClass) {
    if context == .none { add(1, to: .otherWord) }
    context = .otherAlphabet
    add(1, to: scriptClass)
  }

  private mutating func countSign(_ scriptClass: ScriptClass) {
    context = .none
    add(1, to: scriptClass)
  }

  private mutating func countExpandedSign(_ times: Int, _ scriptClass: ScriptClass) {
    context = .none
    countExpanded(times, scriptClass)
  }

  /// Counts a character as often as it has times its own length after normalisation.
  ///
  /// A few characters are longer in NFC (composition exclusions, UAX #15); Qwen normalises first,
  /// and the ceiling of one token a byte holds for what it sees. Whole ranges are taken where
  /// only some of the characters expand: the ceiling may be too high there, never too low.
  private mutating func countExpanded(_ times: Int, _ scriptClass: ScriptClass) {
    add(times, to: scriptClass)
    add(4 * times, to: .bytes)
  }

  private func isExpandingIndic(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x9DC...0x9DF, 0xA33...0xA36, 0xA59...0xA5E, 0xB5C...0xB5D: true
    default: false
    }
  }
}
