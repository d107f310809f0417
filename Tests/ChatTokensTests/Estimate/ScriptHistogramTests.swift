import ChatTestSupport
import ChatTokens
import Testing

@Suite("ScriptHistogram")
struct ScriptHistogramTests {
  @Test(
    "Each kind of character is counted in its class",
    arguments: [
      ("word up", ScriptClass.word, 2), ("camelCase", .hump, 1), ("HTTP", .capitalPair, 2),
      ("1234567", .digitGroup, 3), ("1234567", .digitFurther, 4), ("3.14", .numberSign, 1),
      ("a 1", .loneSpace, 1), ("a b", .loneSpace, 0), ("a    b", .spaceRun, 1),
      ("a\n\n\nb", .newlineFurther, 2), ("a\r\nb", .carriageReturn, 1), ("\t\t\t", .tabFurther, 2),
      ("f(x)", .punctuation, 2), ("--------", .ruleBlock, 1), ("[[[", .punctuationFurther, 2),
      ("\u{1}", .control, 1), ("café", .latinLetter, 1), ("ế", .latinAdditional, 1),
      ("Ωμέγα", .greek, 5), ("Привет", .cyrillic, 6), ("її", .cyrillicFurther, 2),
      ("שלום", .hebrew, 4), ("سلام", .arabic, 4), ("پچ", .arabicFurther, 2),
      ("नमस्ते", .devanagari, 6), ("தமிழ்", .indic, 5), ("ไทย", .thai, 3), ("Հայ", .armenian, 3),
      ("ქართ", .georgian, 4), ("的", .hanCommon, 1), ("习", .hanUsual, 1), ("齉", .hanRare, 1),
      ("𠀀", .hanSupplementary, 1), ("ひらがな", .hiragana, 4), ("カタ", .katakana, 2),
      ("한국어", .hangul, 3), ("。！", .cjkPunctuation, 2), ("«»", .latinSign, 2),
      ("— “”", .generalPunctuation, 3), ("→│", .symbol, 2), ("😀", .emoji, 1),
      ("\u{200D}\u{FE0F}", .joiner, 2), ("𝄞", .otherFourByte, 1), ("ꀀ", .otherThreeByte, 1),
      ("ߐ", .otherTwoByte, 1), ("", .word, 0),
    ])
  func classes(text: String, scriptClass: ScriptClass, count: Int) {
    #expect(ScriptHistogram(text)[scriptClass] == count)
  }

  @Test("A word goes on through accents, and a new one begins after anything else")
  func words() {
    #expect(ScriptHistogram("déjà vu")[.word] == 2)
    #expect(ScriptHistogram("e\u{301}te\u{301}")[.word] == 1)
    #expect(ScriptHistogram("Добрый день")[.otherWord] == 2)
    #expect(ScriptHistogram(String(repeating: "abc", count: 200))[.word] == 1)
  }

  @Test("A word of six hundred letters keeps all its pairs but those at two cuts")
  func longWord() {
    let histogram = ScriptHistogram(String(repeating: "x", count: 600))
    #expect(
      ScriptClass.allCases.filter { $0.rawValue >= ScriptClass.letterPairLevel0.rawValue }
        .prefix(6).map { histogram[$0] }.reduce(0, +) == 597)
  }

  @Test(
    "Characters that grow in NFC count the bytes they will have",
    arguments: ["\u{958}", "\u{FB2C}", "\u{1D160}", "\u{344}"])
  func normalisation(text: String) {
    let normalised = ["\u{958}": 6, "\u{FB2C}": 6, "\u{1D160}": 12, "\u{344}": 4][text] ?? .max
    #expect(ScriptHistogram(text)[.bytes] >= normalised)
  }

  @Test("Random bytes never trap, and each is in some class")
  func randomBytes() {
    var random = SeededGenerator(seed: 4)
    for _ in 0..<500 {
      let bytes = (0..<Int.random(in: 0...80, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      let histogram = ScriptHistogram(utf8: bytes)
      #expect(histogram[.bytes] >= bytes.count)
      #expect(bytes.isEmpty == (histogram.counts.dropFirst().reduce(0, +) == 0))
    }
  }

  @Test("Bytes that are not UTF-8 are counted one by one")
  func invalid() {
    #expect(ScriptHistogram(utf8: [0xFF, 0xC3, 0x41, 0xE4, 0xB8, 0x41])[.invalidByte] == 4)
    #expect(ScriptHistogram(utf8: [0xF0, 0x9F, 0x98])[.invalidByte] == 3)
  }

  @Test("Bytes without contiguous storage count as the same text does")
  func lazyBytes() {
    let text = "Größe 12 中文 😀\r\n"
    #expect(ScriptHistogram(utf8: text.utf8.lazy.map { $0 }) == ScriptHistogram(text))
  }

  @Test("What a store kept is restored", arguments: GoldenText.all)
  func roundTrip(golden: GoldenText) throws {
    let histogram = ScriptHistogram(golden.text)
    #expect(try #require(ScriptHistogram(counts: histogram.counts)) == histogram)
  }

  @Test("Stored counts that are negative or of a newer version are refused")
  func refused() {
    #expect(ScriptHistogram(counts: [1, -1]) == nil)
    #expect(
      ScriptHistogram(counts: [Int](repeating: 0, count: ScriptClass.allCases.count + 1)) == nil)
    #expect(ScriptHistogram(counts: []) == .zero)
    #expect(ScriptHistogram.zero.counts.isEmpty)
  }

  @Test("The histogram of lines is the sum of the histograms of each")
  func sum() {
    let lines = GoldenText.all.map { $0.text + "." }
    let sum = lines.map { ScriptHistogram($0) }.reduce(.zero, +)
    #expect(sum[.bytes] == lines.map { ScriptHistogram($0)[.bytes] }.reduce(0, +))
    let joined = ScriptHistogram(lines.joined(separator: "\n"))
    #expect(joined[.newlineRun] == sum[.newlineRun] + lines.count - 1)
    #expect(joined[.word] == sum[.word])
  }
}
