/// A request for one reply, as `POST …/chat/completions` takes it.
public struct ChatCompletionRequest: Sendable {
  /// The model's name.
  public var model: String
  /// The messages, oldest first.
  public var messages: [ChatMessage]
  /// Whether the reply is to come as a stream of server-sent events.
  public var stream: Bool
  /// Whether a streamed reply is to end with the token usage (`stream_options.include_usage`).
  public var includeUsage: Bool
  /// Everything else: `temperature`, `top_p`, `tools`, `search_mode`, or what a provider invents.
  ///
  /// The names `model`, `messages` and `stream` are ignored here; the typed properties win.
  public var parameters: [(key: String, value: JSONValue)]

  /// Makes a request.
  public init(
    model: String, messages: [ChatMessage], stream: Bool = true, includeUsage: Bool = true,
    parameters: [(key: String, value: JSONValue)] = []
  ) {
    self.model = model
    self.messages = messages
    self.stream = stream
    self.includeUsage = includeUsage
    self.parameters = parameters
  }

  /// The body: the same request always gives the same bytes.
  ///
  /// The order is model, messages, stream, stream_options, then the parameters as given. Providers'
  /// caches and the digest of a body rest on it.
  public func encoded() -> [UInt8] {
    var head: JSONObject = ["model": .string(model)]
    head.members.append(JSONMember(key: "messages", value: .array(messages.map(\.json))))
    head.members.append(JSONMember(key: "stream", value: .bool(stream)))
    if stream, includeUsage, !parameters.contains(where: { $0.key == "stream_options" }) {
      head.members.append(JSONMember(key: "stream_options", value: ["include_usage": true]))
    }
    head.appendNew(parameters)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(estimatedSize)
    head.serialize(into: &bytes)
    return bytes
  }

  /// Roughly the size of the body, so that a long history is not moved while it grows.
  private var estimatedSize: Int {
    messages.reduce(256) { size, message in
      guard case .text(let text) = message.content else { return size &+ 256 }
      return size &+ text.utf8.count &+ text.utf8.count / 16 &+ 64
    }
  }
}
