import ChatTestSupport
import ChatTokens
import Testing

/// A conversation with a model whose tokenizer and template nobody has told of.
struct SimulatedConversation: Sendable, CustomTestStringConvertible {
  /// What the messages are made of: kinds of `GoldenText`.
  enum Topic: String, CaseIterable {
    case english, chinese, traditional, japanese, korean, russian, french, code, json, mixed

    var kinds: [String] {
      switch self {
      case .code: ["swift", "python"]
      case .mixed: ["english", "chinese", "python", "markdown"]
      default: [rawValue]
      }
    }
  }

  /// What a chat template adds to each message and to each request.
  struct Template: Sendable {
    var message = 4
    var request = 3
  }

  let topic: Topic
  let vocabulary: EmbeddedVocabulary
  var template = Template()
  var seed: UInt64 = 1

  var testDescription: String {
    "\(topic) in \(vocabulary.name), \(template.message) a message, \(template.request) a request"
  }

  /// A prompt: what is known of its messages, and what it really costs.
  struct Prompt {
    var messages: [PromptShape] = []
    var tokens = 0

    var shape: PromptShape { messages.reduce(.zero, +) }

    /// What a calibration makes of it, added up as a window is.
    func count(by calibration: Calibration) -> TokenCount {
      messages.map(calibration.count).reduce(calibration.perRequest, +)
    }
  }

  /// The prompts of so many turns, each of which is the last one with a reply and a question more.
  func prompts(_ turns: Int) -> [Prompt] {
    guard let tokenizer = Self.tokenizers[vocabulary] else { return [] }
    var random = SeededGenerator(seed: seed)
    let sentences = GoldenText.all.filter { topic.kinds.contains($0.kind) }.flatMap(\.sentences)
    var prompt = Prompt(tokens: template.request)
    return (0..<turns).map { turn in
      let lengths = turn == 0 ? [2...8] : [4...24, 1...8]
      for length in lengths {
        let count = Int.random(in: length, using: &random)
        let text = (0..<count).compactMap { _ in sentences.randomElement(using: &random) }.joined()
        prompt.messages.append(PromptShape(histogram: ScriptHistogram(text)))
        prompt.tokens += tokenizer.count(text).expected + template.message
      }
      return prompt
    }
  }

  private static let tokenizers = Dictionary(
    uniqueKeysWithValues: EmbeddedVocabulary.allCases.compactMap { vocabulary in
      BytePairTokenizer(vocabulary).map { (vocabulary, $0) }
    })
}

extension GoldenText {
  /// The text in parts that end where a sentence or a line does.
  fileprivate var sentences: [String] {
    var sentences: [String] = []
    var sentence = ""
    for character in text {
      sentence.append(character)
      if "\n.。？！?!".contains(character) {
        sentences.append(sentence)
        sentence = ""
      }
    }
    return sentence.isEmpty ? sentences : sentences + [sentence]
  }
}
