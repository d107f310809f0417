import ChatTestSupport
import ChatTokens
import Testing

@Suite("ApproximateTokenizer")
struct ApproximateTokenizerTests {
  let tokenizer = ApproximateTokenizer()

  @Test("The upper count is at least the real one in four vocabularies", arguments: GoldenText.all)
  func upperIsSafe(golden: GoldenText) {
    #expect(golden.text.count >= 200 || golden.text.unicodeScalars.count >= 200)
    #expect(tokenizer.count(golden.text).upper >= golden.largest)
  }

  @Test("The upper count is at most 1.75 times the largest real one", arguments: GoldenText.all)
  func upperIsNotAbsurd(golden: GoldenText) {
    #expect(tokenizer.count(golden.text).upper * 4 <= golden.largest * 7)
  }

  @Test(
    "The expected count lies between the vocabularies, give or take a seventh",
    arguments: GoldenText.all)
  func expectedIsBetween(golden: GoldenText) {
    let expected = tokenizer.count(golden.text).expected
    #expect(expected * 7 >= (golden.counts.min() ?? 0) * 6)
    #expect(expected * 7 <= golden.largest * 8)
  }

  @Test(
    "The expected count of English, code and Markdown is within 15 % of every vocabulary",
    arguments: GoldenText.all.filter {
      ["english", "swift", "python", "json", "markdown"].contains($0.kind)
    })
  func expectedIsClose(golden: GoldenText) {
    let expected = tokenizer.count(golden.text).expected
    for count in golden.counts {
      #expect(abs(expected - count) * 100 <= count * 15)
    }
  }

  @Test("An empty text has no tokens, any other has at least one")
  func emptiness() {
    #expect(tokenizer.count("") == .zero)
    for text in ["a", " ", "\n", "中", "\u{0}", "\u{301}", "😀", "\r\n"] {
      let count = tokenizer.count(text)
      #expect(count.expected >= 1)
      #expect(count.upper >= count.expected)
    }
  }

  @Test("Three hundred random texts: never above a token a byte, nor below the expected count")
  func bounds() {
    var random = SeededGenerator(seed: 1)
    for _ in 0..<300 {
      let text = random.text(ofAtMost: 60)
      let count = tokenizer.count(text)
      // A few characters are longer after NFC, which is what Qwen counts.
      #expect(count.upper <= text.utf8.count || text.unicodeScalars.contains(where: growsInNFC))
      #expect(count.upper >= count.expected)
      #expect(count.expected >= (text.isEmpty ? 0 : 1))
    }
  }

  @Test("Two texts together cost at most three tokens more than apart")
  func almostSubadditive() {
    var random = SeededGenerator(seed: 2)
    for _ in 0..<2_000 {
      let (left, right) = (random.text(ofAtMost: 40), random.text(ofAtMost: 40))
      let apart = tokenizer.count(left) + tokenizer.count(right)
      #expect(tokenizer.count(left + right).upper <= apart.upper + 3)
    }
  }

  @Test("A text costs at most one token less than any part of it")
  func almostMonotone() {
    var random = SeededGenerator(seed: 3)
    for _ in 0..<2_000 {
      let (left, right) = (random.text(ofAtMost: 40), random.text(ofAtMost: 40))
      let whole = tokenizer.count(left + right).upper
      #expect(whole + 1 >= tokenizer.count(left).upper)
      #expect(whole + 1 >= tokenizer.count(right).upper)
    }
  }

  @Test(
    "Runs of one sign stay above the real counts",
    arguments: [
      ("\"", 50), ("[", 50), ("-", 3), ("=", 3), ("{", 50), ("$", 50), (" ", 2), ("\n", 7),
      ("0", 100), ("a", 13), ("A", 13), ("。", 50), ("😀", 200),
    ])
  func runs(sign: String, real: Int) {
    #expect(tokenizer.count(String(repeating: sign, count: 100)).upper >= real)
  }

  @Test("Line ends of CR LF cost DeepSeek two tokens each")
  func carriageReturns() {
    #expect(tokenizer.count(String(repeating: "\r\n", count: 8)).upper >= 16)
    #expect(tokenizer.count(String(repeating: "\n", count: 8)).upper < 8)
  }

  @Test("Rates of one's own are applied, negative ones as nothing, huge ones without a trap")
  func ownRates() {
    let histogram = ScriptHistogram("two words")
    let half = tokenizer.count(histogram) { _ in TokenRate(expected: 500, upper: 600) }
    // Two words and six pairs of letters; the upper sum of 4.8 rounds up, and one is added.
    #expect(half == TokenCount(expected: 4, upper: 6))
    let negative = tokenizer.count(histogram) { _ in TokenRate(expected: -9, upper: .min) }
    #expect(negative == TokenCount(exactly: 1))
    let huge = tokenizer.count(histogram) { _ in TokenRate(expected: .max, upper: .max) }
    #expect(huge == TokenCount(exactly: 9))
  }

  @Test("The largest histogram that a store can hold does not trap")
  func largestHistogram() throws {
    let counts = [Int](repeating: .max, count: ScriptClass.allCases.count)
    let histogram = try #require(ScriptHistogram(counts: counts))
    let count = tokenizer.count(histogram + histogram)
    #expect(count.upper > Int.max / 1001)
    #expect(count.upper >= count.expected)
  }

  @Test("No rate is negative, above four tokens, or less in the upper count than in the expected")
  func rates() {
    for scriptClass in ScriptClass.allCases {
      let rate = ApproximateTokenizer.rate(of: scriptClass)
      #expect(rate.expected >= 0)
      #expect(rate.upper >= rate.expected)
      #expect(rate.upper <= 4_000)
    }
  }

  private func growsInNFC(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x344, 0x958..<0xFC0, 0x2ADC, 0xFA6C..<0xFB50, 0x1D15E...0x1D1C0: true
    default: false
    }
  }
}
