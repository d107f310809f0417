extension ChatClient {
  /// How much of an error's body is read before the connection is dropped.
  private static let errorBodyLimit = 256 << 10

  /// Sends a request until a successful response has begun to arrive, or the policy gives up.
  func open(_ request: TransportRequest, silence: Duration) async throws -> OpenResponse {
    var attempt = 1
    while true {
      try Task.checkCancellation()
      switch await send(request, silence: silence) {
      case .success(let response): return response
      case .failure(let failure):
        try Task.checkCancellation()
        let error = failure.error.redacting(endpoint.secret)
        guard
          let delay = retry.delay(
            after: attempt, error, shouldRetry: failure.shouldRetry, random: random())
        else { throw error }
        onRetry?(RetryNotice(attempt: attempt, delay: delay, reason: error.message))
        try await clock.sleep(delay)
        attempt += 1
      }
    }
  }

  /// Sends a request once.
  private func send(
    _ request: TransportRequest, silence: Duration
  ) async -> Result<OpenResponse, AttemptFailure> {
    let exchange = Exchange(
      request, over: transport, silence: silence, payload: timeouts.payload, clock: clock)
    let arrival = await exchange.queue.next()
    guard case .head(let head) = arrival else {
      return .failure(AttemptFailure(arrival))
    }
    let first = await exchange.queue.next()
    var response = OpenResponse(exchange: exchange, head: head, first: first)
    guard (200..<300).contains(head.status) else {
      let (body, _) = await Self.body(of: response, limit: Self.errorBodyLimit)
      exchange.close()
      let hints = RetryHints(headers: head.headers, unixTime: clock.unixTime())
      let error = ChatClientError(
        status: head.status, body: body, retryAfter: hints.retryAfter, secret: endpoint.secret)
      return .failure(AttemptFailure(error: error, shouldRetry: hints.shouldRetry))
    }
    if case .outcome(.failed) = first { return .failure(AttemptFailure(first)) }
    response.first = first
    return .success(response)
  }

  /// The rest of a body; `cancelled` when it is larger than the limit.
  static func body(
    of response: OpenResponse, limit: Int
  ) async -> (bytes: [UInt8], outcome: PieceQueue.Outcome) {
    var bytes: [UInt8] = []
    var arrival = response.first
    while true {
      switch arrival {
      case .head: break
      case .pieces(let pieces):
        for piece in pieces { bytes.append(contentsOf: piece.prefix(limit - bytes.count)) }
        if bytes.count >= limit { return (bytes, .cancelled) }
      case .outcome(let outcome): return (bytes, outcome)
      }
      arrival = await response.exchange.queue.next()
    }
  }
}
