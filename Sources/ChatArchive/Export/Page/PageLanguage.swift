/// Tells the language of a text for the choice of fonts, which for Han characters depends on it.
enum PageLanguage {
  /// The language tag (RFC 5646) of a text in Chinese, Japanese or Korean; nil for any other.
  static func tag(of text: String) -> StaticString? {
    var han = 0
    var kana = 0
    var hangul = 0
    var traditional = 0
    var simplified = 0
    for scalar in text.unicodeScalars.prefix(4000) {
      switch scalar.value {
      case 0x3041...0x30FF: kana += 1
      case 0xAC00...0xD7A3: hangul += 1
      case 0x4E00...0x9FFF:
        han += 1
        if Self.traditional.contains(scalar) { traditional += 1 }
        if Self.simplified.contains(scalar) { simplified += 1 }
      default: break
      }
    }
    if hangul > 0, hangul >= han + kana { return "ko" }
    if kana > 0, kana * 8 >= han { return "ja" }
    guard han > 0 else { return nil }
    return traditional > simplified ? "zh-Hant" : "zh-Hans"
  }

  /// Frequent characters that only one of the two ways of writing Chinese has.
  private static let traditional = Set(
    "個們這來說時會對國學過還後點開關發經種現問題間見讓從實體應該與為無電話書寫語請謝嗎麼樣".unicodeScalars)
  private static let simplified = Set(
    "个们这来说时会对国学过还后点开关发经种现问题间见让从实体应该与为无电话书写语请谢吗么样".unicodeScalars)
}
