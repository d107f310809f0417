public import ChatCompletions
public import ChatStore
public import ChatTokens

/// How a request is made out of a conversation.
public struct RequestSettings: Sendable {
  /// The endpoint's name in the configuration.
  public var provider: String
  /// The model to ask for.
  public var model: String
  /// Further parameters, in order: `temperature`, `tools`, anything.
  public var parameters: [(key: String, value: JSONValue)]
  /// Whether the reply is asked for as a stream.
  public var stream: Bool
  /// Whether usage is asked for in streams.
  public var includeUsage: Bool
  /// How messages are translated.
  public var mapping: MessageMapping
  /// The model's window, in tokens.
  public var contextLimit: Int
  /// What that was before an endpoint taught otherwise.
  let assumedLimit: Int
  /// What the endpoint taught, where that is less; nil where nothing did.
  public internal(set) var learnedLimit: LearnedLimit?
  /// Whether that was given for this request, and is not what is known of the model.
  public var isBudgetGiven = false
  /// What is kept free for the reply, in tokens.
  public var reserve: Int
  /// Whether the request says how long the reply may be, so that no less can be kept free.
  public var isReserveGiven = false
  /// What counts tokens.
  public var tokenizer: any Tokenizer
  /// The model's chat template.
  public var template: ChatTemplate
  /// Which exchanges a window takes.
  public var strategy: ContextStrategy
  /// Whether the usage that the endpoint reports is learned from, where there is only an estimate.
  public var calibrates = true
  /// What was learned so.
  public var calibration: Calibration?
  /// How many characters are kept of an old tool result that is shortened; nil where none is.
  public var shortLimit: Int?
  /// What an image costs.
  public var images: ImageCost

  /// Makes settings.
  public init(
    provider: String, model: String, parameters: [(key: String, value: JSONValue)] = [],
    stream: Bool = true, includeUsage: Bool = true, mapping: MessageMapping = MessageMapping(),
    contextLimit: Int, reserve: Int, tokenizer: any Tokenizer = ApproximateTokenizer(),
    template: ChatTemplate = .unknown, images: ImageCost = .safe,
    strategy: ContextStrategy = .summary
  ) {
    self.provider = provider
    self.model = model
    self.parameters = parameters
    self.stream = stream
    self.includeUsage = includeUsage
    self.mapping = mapping
    self.contextLimit = contextLimit
    assumedLimit = contextLimit
    self.reserve = reserve
    self.tokenizer = tokenizer
    self.template = template
    self.images = images
    self.strategy = strategy
  }

  /// The budget for messages: the limit less the reply's share and what every request costs.
  public var budget: TokenBudget {
    let counter = SchemaCounter(tokenizer: tokenizer, template: template)
    if canLearn {
      let calibration = calibration ?? Calibration()
      let overhead = calibration.perRequest + calibration.count(counter.shape(of: parameters))
      return TokenBudget(
        limit: contextLimit, reserve: reserve, fixedOverhead: overhead.upper,
        expectedOverhead: overhead.expected)
    }
    let schemas = counter.tokens(in: parameters)
    // Where there are no instructions, Qwen3 puts tools into a system message of their own.
    let ownMessage = template == .qwen3 && schemas > 0 ? 4 : 0
    return TokenBudget(
      limit: contextLimit, reserve: reserve, fixedOverhead: template.perRequest + schemas,
      overheadWithoutInstructions: template.withoutInstructions + ownMessage)
  }

  /// The request without its messages, as it is kept with the turn.
  var parametersJSON: String {
    JSONValue.object(JSONObject(parameters)).serialized
  }
}
