/// A client of one OpenAI-compatible endpoint.
///
/// It asks for replies and reads what servers really send; see `ReplyStream`. Requests that got no
/// byte of an answer are sent again as the policy says. It keeps no state and may be shared.
public struct ChatClient: Sendable {
  let endpoint: Endpoint
  let transport: any Transport
  let retry: RetryPolicy
  let timeouts: Timeouts
  let replyLimit: Int
  let clock: ChatClock
  let random: @Sendable () -> Double
  let onRetry: (@Sendable (RetryNotice) -> Void)?

  /// The longest reply that is taken unless somebody says otherwise, in bytes: 64 MiB.
  ///
  /// At a hundred tokens a second a model writes that much in two days, and the pictures that come
  /// within a reply are far smaller; without a limit an endpoint could fill the memory.
  public static let usualReplyLimit = 64 << 20

  /// Makes a client.
  ///
  /// - Parameters:
  ///   - endpoint: Whom to ask.
  ///   - transport: How to get there.
  ///   - retry: When to ask again.
  ///   - timeouts: How long to wait for the next byte.
  ///   - replyLimit: How much text, reasoning and arguments of a reply are taken, in bytes; the
  ///     rest is cut off, and the reply says so.
  ///   - clock: The time; to be replaced in tests.
  ///   - random: Numbers in 0..<1 that scatter delays; to be replaced in tests.
  ///   - onRetry: Called before each delay.
  public init(
    endpoint: Endpoint, transport: any Transport, retry: RetryPolicy = .init(),
    timeouts: Timeouts = .init(), replyLimit: Int = ChatClient.usualReplyLimit,
    clock: ChatClock = .system,
    random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) },
    onRetry: (@Sendable (RetryNotice) -> Void)? = nil
  ) {
    self.endpoint = endpoint
    self.transport = transport
    self.retry = retry
    self.timeouts = timeouts
    self.replyLimit = replyLimit
    self.clock = clock
    self.random = random
    self.onRetry = onRetry
  }

  /// Sends a request for a reply: `POST {base}/chat/completions` with exactly these bytes.
  ///
  /// Returns when the first piece of the answer's body is here. The caller encodes the body, so
  /// that it can keep its digest.
  /// - Parameters:
  ///   - body: An encoded `ChatCompletionRequest`.
  ///   - stream: Whether the body asks for a stream.
  /// - Returns: The reply as it arrives.
  /// - Throws: `ChatClientError` when no byte of a reply could be had, `CancellationError`.
  public func reply(to body: [UInt8], stream: Bool) async throws -> ReplyStream {
    let request = try request(
      "POST", "/chat/completions", accept: stream ? "text/event-stream" : "application/json",
      body: body)
    let silence = stream ? timeouts.silence : max(timeouts.silence, timeouts.payload)
    let response = try await open(request, silence: silence)
    return ReplyStream(
      response, secret: endpoint.secret, sizeLimit: replyLimit, closing: timeouts.closing,
      clock: clock
    )
  }

  /// The ids of the endpoint's models, in its order: `GET {base}/models`.
  ///
  /// - Throws: `ChatClientError`, `CancellationError`.
  public func models() async throws -> [String] {
    let request = try request("GET", "/models", accept: "application/json", body: [])
    let response = try await open(request, silence: timeouts.silence)
    let limit = 16 << 20
    let (body, outcome) = await Self.body(of: response, limit: limit)
    switch outcome {
    case .ended: break
    case .failed(let error):
      throw ChatClientError(transport: error).redacting(endpoint.secret)
    case .cancelled:
      try Task.checkCancellation()
      throw malformed("the list of models is larger than \(limit >> 20) MiB", response)
    }
    guard let json = try? JSONValue(parsing: body) else {
      throw malformed("the list of models is not valid JSON", response)
    }
    guard let list = (json["data"] ?? json["models"] ?? json).arrayValue else {
      if let error = EndpointError(json: json) {
        throw ChatClientError(api: error.redacting(endpoint.secret), status: response.head.status)
          .redacting(endpoint.secret)
      }
      throw malformed("the endpoint's answer holds no list of models", response)
    }
    return list.compactMap {
      $0.stringValue ?? $0["id"]?.stringValue ?? $0["name"]?.stringValue
    }
  }

  private func malformed(_ words: String, _ response: OpenResponse) -> ChatClientError {
    ChatClientError(kind: .malformed, status: response.head.status, message: words)
  }

  private func request(
    _ method: String, _ path: String, accept: String, body: [UInt8]
  ) throws(ChatClientError) -> TransportRequest {
    var headers = [(name: "Accept", value: accept), (name: "User-Agent", value: "convo")]
    if !body.isEmpty { headers.append((name: "Content-Type", value: "application/json")) }
    if let key = endpoint.key, !key.isEmpty {
      headers.append((name: "Authorization", value: "Bearer \(key)"))
    }
    for header in endpoint.headers {
      headers.removeAll { $0.name.lowercased() == header.name.lowercased() }
    }
    headers += endpoint.headers
    // A line break here would let a key or a setting write headers of its own.
    for header in headers
    where !(header.name + header.value).utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) {
      throw ChatClientError(
        kind: .transport(.invalidURL),
        message: "the value of the header \(header.name.asSentence) is not one line of text")
    }
    return TransportRequest(
      method: method, url: endpoint.url(path), headers: headers, body: body)
  }
}
