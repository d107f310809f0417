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
  /// What is kept free for the reply, in tokens.
  public var reserve: Int
  /// What counts tokens.
  public var tokenizer: any Tokenizer
  /// What the model's chat template adds.
  public var overhead: TemplateOverhead
  /// Which exchanges a window takes.
  public var strategy: ContextStrategy
  /// What an image costs.
  public var images: ImageCost

  /// Makes settings.
  public init(
    provider: String, model: String, parameters: [(key: String, value: JSONValue)] = [],
    stream: Bool = true, includeUsage: Bool = true, mapping: MessageMapping = MessageMapping(),
    contextLimit: Int, reserve: Int, tokenizer: any Tokenizer = ApproximateTokenizer(),
    overhead: TemplateOverhead = .safe, images: ImageCost = .safe,
    strategy: ContextStrategy = .sticky
  ) {
    self.provider = provider
    self.model = model
    self.parameters = parameters
    self.stream = stream
    self.includeUsage = includeUsage
    self.mapping = mapping
    self.contextLimit = contextLimit
    self.reserve = reserve
    self.tokenizer = tokenizer
    self.overhead = overhead
    self.images = images
    self.strategy = strategy
  }

  /// The budget for messages: the limit less the reply's share and what every request costs.
  ///
  /// Schemas are part of the prompt: of tools, and of the reply's form; their JSON is counted.
  var budget: TokenBudget {
    let tools = parameters.last { $0.key == "tools" }?.value
    let schemas = parameters.filter { Self.schemas.contains($0.key) }
      .map { tokenizer.count($0.value.serialized).upper }.reduce(0, +)
    return TokenBudget(
      limit: contextLimit, reserve: reserve,
      fixedOverhead: overhead.total(messages: 0, tools: tools?.arrayValue?.count ?? 0) + schemas)
  }

  private static let schemas = ["tools", "functions", "response_format"]

  /// The request without its messages, as it is kept with the turn.
  var parametersJSON: String {
    JSONValue.object(JSONObject(parameters)).serialized
  }
}
