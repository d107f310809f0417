import ChatTestSupport
import ChatTokens
import Testing

@Suite("Calibration: bad reports and bad bytes")
struct CalibrationSafetyTests {
  private static let shape = PromptShape(
    histogram: ScriptHistogram(String(repeating: "Could you explain this paragraph? ", count: 50)))

  @Test(
    "A number that no tokenizer can have counted changes nothing",
    arguments: [.min, -1, 0, 1, 100, 1_000_000_000, .max])
  func nonsense(tokens: Int) {
    var calibration = Calibration()
    var isLearned = calibration.learn(Self.shape, reported: tokens)
    #expect(!isLearned)
    #expect(calibration == Calibration())
    calibration = CalibrationTests.learned(from: .init(topic: .english, vocabulary: .qwen))
    let before = calibration
    isLearned = calibration.learn(Self.shape, reported: tokens)
    #expect(!isLearned)
    #expect(calibration == before)
  }

  @Test("A short prompt of one token is not believed either")
  func shortNonsense() {
    var calibration = Calibration()
    let shape = PromptShape(histogram: ScriptHistogram("Hi, how are you today?"))
    for tokens in [0, 1] {
      let isLearned = calibration.learn(shape, reported: tokens)
      #expect(!isLearned)
    }
  }

  @Test("Whatever is reported, no rate leaves its bounds, and no text costs more than its bytes")
  func bounds() {
    var random = SeededGenerator(seed: 5)
    for _ in 0..<25 {
      var calibration = Calibration()
      for _ in 0..<20 {
        let golden = GoldenText.all.randomElement(using: &random)
        let shape = PromptShape(
          histogram: ScriptHistogram((golden?.text ?? "") + random.text(ofAtMost: 200)),
          messages: .random(in: 0...40, using: &random),
          markup: .random(in: 0...400, using: &random))
        let bytes = shape.histogram[.bytes]
        calibration.learn(shape, reported: .random(in: 1...(bytes * 2 + 1), using: &random))
      }
      for scriptClass in ScriptClass.allCases {
        let (prior, rate) = (
          ApproximateTokenizer.rate(of: scriptClass), calibration.rate(of: scriptClass)
        )
        #expect(rate.upper >= rate.expected)
        #expect(rate.upper >= prior.expected)
        #expect(rate.expected >= (scriptClass == .digitFurther ? 0 : prior.expected * 45 / 100))
        #expect(rate.upper <= max(prior.expected * 6, prior.upper * 2, 1_680))
      }
      for golden in GoldenText.all {
        let histogram = ScriptHistogram(golden.text)
        let count = CalibratedTokenizer(calibration).count(golden.text)
        #expect(count.upper <= histogram[.bytes])
        #expect(count.expected <= count.upper)
      }
      #expect(
        calibration.count(Self.shape).upper
          >= ApproximateTokenizer().count(Self.shape.histogram).expected)
      #expect(calibration.perRequest.upper >= TemplateOverhead.safe.perReply)
      #expect(Calibration(packed: calibration.packed) == calibration)
    }
  }

  @Test("An endpoint that reports a third too little is never believed below the floor")
  func underReporting() {
    var calibration = Calibration()
    for prompt in SimulatedConversation(topic: .english, vocabulary: .qwen).prompts(20) {
      let isTaken = calibration.learn(prompt.shape, reported: prompt.tokens * 2 / 3)
      #expect(isTaken)
      #expect(prompt.count(by: calibration).upper >= prompt.tokens)
    }
  }

  @Test("What was learned is the same after it was kept, and goes on the same")
  func packing() throws {
    let prompts = SimulatedConversation(topic: .mixed, vocabulary: .o200k).prompts(40)
    var calibration = Calibration()
    var restored = Calibration()
    for prompt in prompts {
      calibration.learn(prompt.shape, reported: prompt.tokens)
      restored.learn(prompt.shape, reported: prompt.tokens)
      restored = try #require(Calibration(packed: restored.packed))
      #expect(restored == calibration)
      for scriptClass in ScriptClass.allCases {
        #expect(restored.rate(of: scriptClass) == calibration.rate(of: scriptClass))
      }
    }
    #expect(calibration.learned == 40)
    #expect(calibration.packed.count < 2_000)
  }

  @Test("Bytes that were cut short or changed are refused or read, and never trap")
  func corruption() {
    let packed = CalibrationTests.learned(
      from: .init(topic: .code, vocabulary: .deepSeek), turns: 5
    ).packed
    for end in packed.indices { Self.read(packed[..<end]) }
    var random = SeededGenerator(seed: 6)
    for place in packed.indices {
      for _ in 0..<4 {
        var changed = packed
        changed[place] = .random(in: .min ... .max, using: &random)
        Self.read(changed)
      }
    }
    #expect(Calibration(packed: packed + [0]) == nil)
    #expect(Calibration(packed: packed.dropLast()) == nil)
    #expect(Calibration(packed: [2] + packed.dropFirst()) == nil)
    #expect(Calibration(packed: [UInt8]()) == nil)
  }

  @Test("Twenty thousand random strings of bytes never trap")
  func randomBytes() {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<20_000 {
      let count = Int.random(in: 0...40, using: &random)
      // Most are the beginning of something, so that more than the first byte is looked at.
      Self.read(
        [1, 1, 0] + (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &random) })
    }
  }

  @Test("The largest shapes are refused, and counted without a trap")
  func largest() throws {
    let counts = [Int](repeating: .max, count: ScriptClass.allCases.count)
    let shape = PromptShape(
      histogram: try #require(ScriptHistogram(counts: counts)), messages: .max, markup: .max)
    var calibration = Calibration()
    calibration.learn(shape + shape, reported: .max)
    #expect(calibration.learned == 0)
    #expect(calibration.count(shape).upper > Int.max / 2)
    calibration = CalibrationTests.learned(from: .init(topic: .json, vocabulary: .cl100k))
    calibration.learn(shape, reported: 1_000)
    #expect(calibration.learned == 8)
    #expect(calibration.count(shape).upper > Int.max / 2)
    let negative = PromptShape(histogram: .zero, messages: .min, markup: .min)
    calibration.learn(negative, reported: 20)
    #expect(calibration.learned == 8)
    #expect(calibration.count(negative) == .zero)
  }

  /// Reads bytes, and what they hold must be whole if they are taken.
  private static func read(_ bytes: some Collection<UInt8>) {
    guard let calibration = Calibration(packed: bytes) else { return }
    #expect(Calibration(packed: calibration.packed) == calibration)
    for scriptClass in ScriptClass.allCases {
      let rate = calibration.rate(of: scriptClass)
      #expect(rate.upper >= rate.expected)
      #expect(rate.expected >= 0)
    }
    _ = calibration.perRequest
    #expect(calibration.count(shape).upper >= calibration.count(shape).expected)
  }
}
