/// What one part of a text is, as far as the number of its tokens goes.
///
/// The raw value is the place in `ScriptHistogram.counts`. Places are part of what stores keep:
/// they change only together with `ApproximateTokenizer.id`.
public enum ScriptClass: Int, CaseIterable, Sendable {
  /// Bytes of UTF-8, counted after Unicode normalisation where that makes a character longer.
  ///
  /// Every token of a byte-level vocabulary covers at least one byte, so this is a ceiling; Qwen
  /// normalises to NFC before it cuts, hence the correction.
  case bytes = 0

  /// A word begins with an ASCII letter.
  case word
  /// Two ASCII letters of one word that are nearly always in one token; see `LetterPairs`.
  case letterPairLevel0
  /// Two letters parted in 2 to 6 % of their occurrences.
  case letterPairLevel1
  /// Two letters parted in 6 to 12 % of their occurrences.
  case letterPairLevel2
  /// Two letters parted in 12 to 25 % of their occurrences.
  case letterPairLevel3
  /// Two letters parted in 25 to 50 % of their occurrences.
  case letterPairLevel4
  /// Two letters that are seldom in one token.
  case letterPairLevel5
  /// Twelve further ASCII letters without a break, however common their pairs.
  case longWordBlock
  /// A capital after a small letter, as in `camelCase` and in Base64.
  case hump
  /// Two capitals of one word, of a pair that is usually in one token.
  case capitalPair
  /// Two capitals of one word, of a pair that is often parted.
  case capitalPairRare

  /// A group of up to three digits: OpenAI's and DeepSeek's vocabularies cut numbers so.
  case digitGroup
  /// A digit after the first one of its group: Qwen takes digits one by one.
  case digitFurther
  /// A run of punctuation right after a digit, as in a decimal: seldom joined to anything.
  case numberSign

  /// A single space that cannot be joined to what follows: before a digit, a line end, Han.
  case loneSpace
  /// A run of two or more spaces.
  case spaceRun
  /// Sixteen further spaces, tabs or line ends of one run.
  case whiteSpaceBlock
  /// A run of tabs.
  case tabRun
  /// A tab after the first one of its run.
  case tabFurther
  /// A run of line ends, of any of the three kinds.
  case newlineRun
  /// A line end after the first one of its run, where there is no carriage return.
  case newlineFurther
  /// A byte after the first one of a run of line ends with carriage returns.
  ///
  /// DeepSeek's vocabulary takes CR LF as two tokens, and runs of it byte by byte.
  case carriageReturn

  /// A run of ASCII punctuation and symbols begins.
  case punctuation
  /// A further sign of such a run.
  case punctuationFurther
  /// Up to sixteen repetitions of a sign that rules are drawn with, such as the hyphen.
  case ruleBlock
  /// An ASCII control character other than white space.
  case control

  /// A Latin letter of two bytes, such as `é`.
  case latinLetter
  /// A Latin letter of three bytes, as in Vietnamese, or one of the phonetic alphabet.
  case latinAdditional
  /// A combining mark of the general block.
  case combiningMark
  /// A word of any other alphabet begins.
  case otherWord
  /// A Greek letter.
  case greek
  /// A Cyrillic letter of the Russian alphabet.
  case cyrillic
  /// Any other Cyrillic letter.
  case cyrillicFurther
  /// A Hebrew letter or point.
  case hebrew
  /// An Arabic letter of the Arabic language.
  case arabic
  /// An Arabic letter of other languages, a point, a digit, or a presentation form.
  case arabicFurther
  /// A letter or sign of Devanagari.
  case devanagari
  /// A letter or sign of Bengali to Sinhala.
  case indic
  /// A letter or sign of Thai.
  case thai
  /// An Armenian letter.
  case armenian
  /// A Georgian letter.
  case georgian
  /// A character of two bytes of any other script.
  case otherTwoByte
  /// A character of three bytes of any other script.
  case otherThreeByte
  /// A character of four bytes that is neither Han nor an emoji.
  case otherFourByte

  /// A Han character that is one token in every vocabulary; see `HanLevels`.
  case hanCommon
  /// A Han character that is one token in most vocabularies and two at most.
  case hanUsual
  /// A Han character that is two tokens when it stands alone.
  case hanUncommon
  /// A Han character that can take three tokens.
  case hanRare
  /// A Han character of four bytes.
  case hanSupplementary
  /// A Hiragana character.
  case hiragana
  /// A Katakana character.
  case katakana
  /// A Hangul syllable.
  case hangul
  /// A CJK or full-width punctuation mark or symbol.
  case cjkPunctuation

  /// A sign of the Latin-1 block, such as `«`.
  case latinSign
  /// General punctuation, such as dashes and curly quotation marks.
  case generalPunctuation
  /// An arrow, a mathematical or technical symbol, a line of a box, a dingbat.
  case symbol
  /// An emoji of four bytes.
  case emoji
  /// A zero-width joiner or a variation selector.
  case joiner

  /// A byte that is not UTF-8; it can only come from bytes, never from a `String`.
  case invalidByte
}
