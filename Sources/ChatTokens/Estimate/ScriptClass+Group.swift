extension ScriptClass {
  /// The group that its rate is learned with; nil for what has no rate.
  var group: ScriptGroup? {
    switch self {
    case .bytes: nil
    case .word, .letterPairLevel0, .letterPairLevel1, .letterPairLevel2, .letterPairLevel3,
      .longWordBlock, .capitalPair:
      .latin
    case .letterPairLevel4, .letterPairLevel5, .hump, .capitalPairRare: .rareLatin
    case .digitGroup, .numberSign: .digits
    case .digitFurther: .furtherDigits
    case .loneSpace, .spaceRun, .whiteSpaceBlock, .tabRun, .tabFurther, .newlineRun,
      .newlineFurther, .carriageReturn:
      .whiteSpace
    case .punctuation, .punctuationFurther, .ruleBlock, .control, .invalidByte: .punctuation
    case .latinLetter, .latinAdditional, .combiningMark, .latinSign, .generalPunctuation:
      .latinExtended
    case .otherWord, .greek, .cyrillic, .cyrillicFurther: .alphabets
    case .hebrew, .arabic, .arabicFurther: .semitic
    case .devanagari, .indic, .thai, .armenian, .georgian, .otherTwoByte, .otherThreeByte,
      .otherFourByte:
      .indic
    case .hanCommon, .hanUsual, .hanUncommon, .hanRare, .hanSupplementary, .cjkPunctuation: .han
    case .hiragana, .katakana: .kana
    case .hangul: .hangul
    case .symbol, .emoji, .joiner: .symbols
    }
  }
}
