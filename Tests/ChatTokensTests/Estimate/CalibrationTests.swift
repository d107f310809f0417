import ChatTestSupport
import ChatTokens
import Testing

@Suite("Calibration")
struct CalibrationTests {
  private static let conversations = SimulatedConversation.Topic.allCases.flatMap { topic in
    EmbeddedVocabulary.allCases.flatMap { vocabulary in
      [(3, 3), (5, 24), (6, 12)].enumerated().map { seed, template in
        SimulatedConversation(
          topic: topic, vocabulary: vocabulary,
          template: .init(message: template.0, request: template.1), seed: UInt64(seed))
      }
    }
  }

  @Test(
    "After five turns a prompt is within 3 % of the expected count, and none was above the upper one",
    arguments: conversations)
  func convergence(conversation: SimulatedConversation) {
    var calibration = Calibration()
    for (turn, prompt) in conversation.prompts(11).enumerated() {
      let count = prompt.count(by: calibration)
      #expect(prompt.tokens <= count.upper, "turn \(turn)")
      if turn >= 5 {
        #expect(abs(count.expected - prompt.tokens) * 100 <= prompt.tokens * 3, "turn \(turn)")
        #expect(count.upper * 4 <= prompt.tokens * 7, "turn \(turn)")
      }
      calibration.learn(prompt.shape, reported: prompt.tokens)
    }
    #expect((calibration.error ?? 1) <= 0.03)
  }

  @Test("Before the first report it counts as the estimate does")
  func uncalibrated() {
    let calibration = Calibration()
    #expect(calibration.error == nil)
    #expect(calibration.perRequest == TokenCount(exactly: TemplateOverhead.safe.perReply))
    for golden in GoldenText.all {
      let estimate = ApproximateTokenizer().count(golden.text)
      #expect(CalibratedTokenizer(calibration).count(golden.text) == estimate)
      let shape = PromptShape(histogram: ScriptHistogram(golden.text), markup: 24)
      #expect(calibration.count(shape) == estimate + TokenCount(exactly: 6 + 24))
    }
  }

  @Test("Messages are expected to cost together what they cost apart, to a token for each")
  func additivity() {
    let calibration = CalibrationTests.learned(from: .init(topic: .mixed, vocabulary: .qwen))
    for (left, right) in zip(GoldenText.all, GoldenText.all.reversed()) {
      let shapes = [left, right].map { PromptShape(histogram: ScriptHistogram($0.text)) }
      let apart = shapes.map(calibration.count).reduce(.zero, +)
      let together = calibration.count(shapes.reduce(.zero, +))
      #expect(abs(together.expected - apart.expected) <= 2)
    }
  }

  @Test(
    "Instructions that a proxy adds become a cost of the request, not of its texts",
    arguments: EmbeddedVocabulary.allCases)
  func injectedInstructions(vocabulary: EmbeddedVocabulary) {
    let conversation = SimulatedConversation(
      topic: .english, vocabulary: vocabulary, template: .init(message: 4, request: 2_000))
    let calibration = Self.learned(from: conversation, turns: 6)
    #expect((1_900...2_100).contains(calibration.perRequest.expected))
    #expect(calibration.perRequest.upper >= 2_000)
    let short = PromptShape(histogram: ScriptHistogram(GoldenText.all[0].text))
    #expect(calibration.count(short).upper < 150)
  }

  @Test("What was reported of Chinese outlives forty turns in English")
  func memory() throws {
    let chinese = SimulatedConversation(topic: .chinese, vocabulary: .cl100k)
    var calibration = Self.learned(from: chinese, turns: 6)
    let english = SimulatedConversation(topic: .english, vocabulary: .cl100k)
    for prompt in english.prompts(40) {
      calibration.learn(prompt.shape, reported: prompt.tokens)
    }
    var again = chinese
    again.seed = 9
    let prompt = try #require(again.prompts(2).last)
    let before = prompt.count(by: Calibration()).expected
    let after = prompt.count(by: calibration).expected
    #expect(abs(before - prompt.tokens) * 100 > prompt.tokens * 25)
    #expect(abs(after - prompt.tokens) * 100 < prompt.tokens * 8)
  }

  @Test("Classes that no report holds keep their uncalibrated upper rates")
  func unseen() {
    let calibration = Self.learned(
      from: SimulatedConversation(topic: .english, vocabulary: .deepSeek))
    for scriptClass in [ScriptClass.hanCommon, .hiragana, .arabic, .emoji, .thai, .hump] {
      #expect(
        calibration.rate(of: scriptClass).upper
          >= ApproximateTokenizer.rate(of: scriptClass).upper)
    }
    for golden in GoldenText.all {
      let count = CalibratedTokenizer(calibration).count(golden.text)
      #expect(count.upper >= golden.counts[3], "\(golden.kind)")
    }
  }

  @Test("The error is that of the prediction made before the report was learned from")
  func honestError() throws {
    let prompts = SimulatedConversation(topic: .code, vocabulary: .o200k).prompts(3)
    var calibration = Calibration()
    calibration.learn(prompts[0].shape, reported: prompts[0].tokens)
    // Nothing was predicted but by the uncalibrated estimate.
    #expect(calibration.error == nil)
    let predicted = Double(prompts[1].count(by: calibration).expected)
    let tokens = Double(prompts[1].tokens)
    calibration.learn(prompts[1].shape, reported: prompts[1].tokens)
    #expect(abs(try #require(calibration.error) - abs(predicted - tokens) / tokens) < 0.005)
    #expect(calibration.learned == 2)
  }

  @Test("A prompt that is sent again is no second witness")
  func retries() throws {
    let prompt = try #require(
      SimulatedConversation(topic: .english, vocabulary: .qwen).prompts(2).last)
    var once = Calibration()
    once.learn(prompt.shape, reported: prompt.tokens)
    var often = once
    for _ in 0..<5 { often.learn(prompt.shape, reported: prompt.tokens) }
    #expect(often == once)
    // The last word counts.
    often.learn(prompt.shape, reported: prompt.tokens + 50)
    #expect(prompt.count(by: often).expected > prompt.count(by: once).expected)
    #expect(often.learned == 1)
  }

  @Test("The cost of tools is learned apart from that of texts")
  func tools() throws {
    // The safe overhead of two tools is 252 and of a call 24; the real one a third of each.
    let conversation = SimulatedConversation(topic: .english, vocabulary: .qwen)
    var calibration = Calibration()
    for (turn, prompt) in conversation.prompts(8).enumerated() {
      let markup = 252 + 24 * turn
      let shape = prompt.shape + PromptShape(histogram: .zero, messages: 0, markup: markup)
      let tokens = prompt.tokens + markup / 3
      if turn >= 5 {
        let count = calibration.count(shape) + calibration.perRequest
        #expect(abs(count.expected - tokens) * 100 <= tokens * 3)
        #expect(count.upper >= tokens)
      }
      calibration.learn(shape, reported: tokens)
    }
    let plain = try #require(conversation.prompts(9).last)
    let count = plain.count(by: calibration)
    #expect(abs(count.expected - plain.tokens) * 100 <= plain.tokens * 3)
  }

  /// A calibration after some turns of a conversation.
  static func learned(from conversation: SimulatedConversation, turns: Int = 8) -> Calibration {
    var calibration = Calibration()
    for prompt in conversation.prompts(turns) {
      calibration.learn(prompt.shape, reported: prompt.tokens)
    }
    return calibration
  }
}
