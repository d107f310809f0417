import Testing

@testable import convo

@Suite struct DisplayWidthTests {
  @Test(
    "Columns are those of a terminal",
    arguments: [
      ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("\u{301}", 0), ("我们", 4), ("，。", 4),
      ("ＡＢ", 4), ("ｶﾞ", 2), ("が", 2), ("か\u{3099}", 2), ("한", 2), ("\u{1112}\u{1161}\u{11AB}", 2),
      ("…—“”●○│", 7), ("α", 1), ("\u{200B}", 0), ("𠀀", 2), ("क्ष", 2), ("ไทย", 3), ("שלום", 4),
    ])
  func columns(_ text: String, _ columns: Int) {
    #expect(text.displayWidth == columns)
  }

  @Test(
    "An emoji takes two columns, however many scalars it has",
    arguments: [
      "😀", "❤️", "1️⃣", "👍🏽", "☝🏽", "👩‍👩‍👧‍👦", "🏳️‍🌈", "❤️‍🔥", "🇨🇳", "🧑🏽‍💻", "✅", "🫨", "🫩",
    ])
  func emoji(_ text: String) {
    #expect(text.count == 1)
    #expect(text.displayWidth == 2)
  }

  @Test("A symbol that is a picture only on request takes one column without it")
  func textPresentation() {
    #expect("❤".displayWidth == 1)
    #expect("1".displayWidth == 1)
    #expect("©".displayWidth == 1)
  }

  @Test(
    "Text is cut where it fits, with an ellipsis, and never inside a cluster",
    arguments: [
      ("abcdef", 6, "abcdef"), ("abcdef", 5, "abcd…"), ("abcdef", 1, "…"), ("abcdef", 0, ""),
      ("abcdef", -3, ""), ("", 5, ""), ("我们用", 6, "我们用"), ("我们用", 5, "我们…"),
      ("我们用", 4, "我…"), ("我们用", 2, "…"), ("a👩‍👩‍👧b", 4, "a👩‍👩‍👧b"), ("a👩‍👩‍👧b", 3, "a…"),
      ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"), ("ab\u{301}", 2, "ab\u{301}"),
    ])
  func fitted(_ text: String, _ columns: Int, _ expected: String) {
    #expect(text.fitted(to: columns) == expected)
  }

  @Test("Fitted text is never wider than asked for, and at most a column narrower when it was cut")
  func fittedBounds() {
    let clusters = ["a", "我", "e\u{301}", "😀", "👩‍👩‍👧", "🇨🇳", "❤️", "ｶﾞ", " ", "한"]
    var state: UInt64 = 3
    for _ in 0..<500 {
      var text = ""
      for _ in 0..<12 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += clusters[Int(state >> 33) % clusters.count]
      }
      for columns in 1...text.displayWidth {
        let fitted = text.fitted(to: columns)
        #expect(fitted.displayWidth <= columns)
        if fitted != text { #expect(fitted.displayWidth >= columns - 1 || columns < 3) }
      }
    }
  }

  @Test("Padding fills up to a width and cuts nothing")
  func padded() {
    #expect("我".padded(to: 4) == "我  ")
    #expect("abcd".padded(to: 4) == "abcd")
    #expect("abcde".padded(to: 4) == "abcde")
    #expect("a".padded(to: .min) == "a")
  }
}
