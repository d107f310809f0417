extension ReplyStream {
  /// Reads the events of a reply.
  public struct Iterator: AsyncIteratorProtocol, Sendable {
    private var exchange: Exchange?
    private var first: PieceQueue.Arrival?
    private var decoder: ReplyDecoder
    private var closing: Duration
    private var clock: ChatClock
    private var reply: Reply?

    /// An iterator that has nothing.
    init() {
      decoder = ReplyDecoder(status: 0, contentType: nil)
      closing = .zero
      clock = .system
    }

    init(response: OpenResponse, decoder: ReplyDecoder, closing: Duration, clock: ChatClock) {
      self.exchange = response.exchange
      self.first = response.first
      self.decoder = decoder
      self.closing = closing
      self.clock = clock
    }

    /// The next event; nil after the end.
    ///
    /// - Throws: `ChatClientError` when nothing of a reply came, `CancellationError`.
    public mutating func next() async throws -> ReplyEvent? {
      while true {
        if let reply {
          self.reply = nil
          return .end(reply)
        }
        guard let exchange else { return nil }
        switch await nextArrival(of: exchange) {
        case .head: continue
        case .pieces(let pieces):
          var deltas: [ReplyDelta] = []
          for piece in pieces where !decoder.isDone { decoder.add(piece, to: &deltas) }
          if !deltas.isEmpty { return .deltas(deltas) }
        case .outcome(let outcome):
          self.exchange = nil
          let last = try finish(outcome)
          if !last.isEmpty { return .deltas(last) }
        }
      }
    }

    private mutating func nextArrival(of exchange: Exchange) async -> PieceQueue.Arrival {
      if let first {
        self.first = nil
        exchange.queue.restart()
        return first
      }
      guard decoder.isDone else {
        return await exchange.queue.next(sawPayload: decoder.sawPayload)
      }
      // A server that closes its answer properly gets to, so that the connection can be used again.
      if decoder.hasArrived { await exchange.queue.discardRest(within: closing, clock) }
      return .outcome(.ended)
    }

    /// Sets the reply and gives the deltas that come before it.
    private mutating func finish(_ outcome: PieceQueue.Outcome) throws -> [ReplyDelta] {
      let ending: ReplyEnding
      var cause: ChatClientError?
      switch outcome {
      case .ended: ending = .ended
      case .failed(let error):
        let failure = ChatClientError(transport: error).redacting(decoder.secret)
        ending = .broken(failure.message)
        cause = failure
      case .cancelled:
        guard decoder.hasArrived else { throw CancellationError() }
        ending = .broken("interrupted")
      }
      let (deltas, reply) = try decoder.finish(ending, cause: cause)
      self.reply = reply
      return deltas
    }
  }
}
