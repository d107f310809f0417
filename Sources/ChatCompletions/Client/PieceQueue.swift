import Synchronization

/// Hands the pieces of one response from the task that reads the network to the one that decodes.
///
/// The reader waits while 256 KiB lie here, which is what slows a server down that is faster than
/// its client. The queue also knows when who last moved, from which it tells that a server has
/// fallen silent, or has sent nothing of a reply: what the reader of a reply does with it is never held
/// against the server, but passing over comments is, or a flood of them could go on for ever.
final class PieceQueue: Sendable {
  /// How a response ended.
  enum Outcome: Sendable {
    case ended
    case failed(any Error)
    case cancelled
  }

  /// What the decoder gets.
  enum Arrival: Sendable {
    case head(ResponseHead)
    case pieces([[UInt8]])
    case outcome(Outcome)
  }

  /// What the watchdog is told.
  enum Verdict: Sendable {
    case finished
    case sleep(Duration)
    case expired(TransportError)
  }

  private let silence: Duration
  private let payload: Duration
  private let now: @Sendable () -> Duration
  private let state: Mutex<State>

  init(silence: Duration, payload: Duration, now: @escaping @Sendable () -> Duration) {
    self.silence = silence
    self.payload = payload
    self.now = now
    let start = now()
    self.state = Mutex(State(lastByte: start, lastPayload: start))
  }

  // MARK: The reading side

  func push(_ head: ResponseHead) {
    let moment = now()
    let waiting = state.withLock { state in
      state.head = head
      state.lastByte = moment
      state.lastPayload = moment
      return state.takeConsumer()
    }
    waiting?.resume()
  }

  /// Adds a piece, and waits while the queue is full; false when nobody wants more.
  func push(_ piece: [UInt8]) async -> Bool {
    let moment = now()
    let (waiting, isFull) = state.withLock { state in
      state.lastByte = moment
      if state.outcome == nil, !piece.isEmpty {
        state.pieces.append(piece)
        state.byteCount += piece.count
      }
      return (state.takeConsumer(), state.isFull)
    }
    waiting?.resume()
    if isFull {
      await withCheckedContinuation { continuation in
        let isFull = state.withLock { state in
          if state.isFull { state.producer = continuation }
          return state.isFull
        }
        if !isFull { continuation.resume() }
      }
    }
    return state.withLock { $0.outcome == nil }
  }

  /// Ends the response; the first outcome stays.
  func end(_ outcome: Outcome) {
    let (consumer, producer) = state.withLock { state in
      if state.outcome == nil { state.outcome = outcome }
      return (state.takeConsumer(), state.takeProducer())
    }
    consumer?.resume()
    producer?.resume()
  }

  // MARK: The decoding side

  /// The next thing that arrives; pieces that came before the end are given before it.
  ///
  /// - Parameter sawPayload: Whether what was given last brought the reply on. Only one task
  ///   may call this.
  /// - Returns: The head, pieces, or how the response ended.
  func next(sawPayload: Bool = false) async -> Arrival {
    await withTaskCancellationHandler {
      noteTurn(sawPayload: sawPayload)
      while true {
        let (arrival, producer) = state.withLock { state in
          (state.arrival(), state.isFull ? nil : state.takeProducer())
        }
        producer?.resume()
        if let arrival { return arrival }
        await wait()
      }
    } onCancel: {
      end(.cancelled)
    }
  }

  /// Lets the time for the next payload begin, because the reader comes to it only now.
  func restart() {
    let moment = now()
    state.withLock { $0.lastPayload = moment }
  }

  /// What keeps coming and is none of a reply may hide the waiting from the watchdog, but not from here.
  private func noteTurn(sawPayload: Bool) {
    let moment = now()
    let producer = state.withLock { state -> CheckedContinuation<Void, Never>? in
      if sawPayload {
        state.lastPayload = moment
      } else if moment >= state.lastPayload + payload, state.outcome == nil {
        state.outcome = .failed(nothingCame)
        return state.takeProducer()
      }
      return nil
    }
    producer?.resume()
  }

  private func wait() async {
    let moment = now()
    await withCheckedContinuation { continuation in
      let isReady = state.withLock { state in
        if state.head != nil || !state.pieces.isEmpty || state.outcome != nil { return true }
        state.waitingSince = moment
        state.consumer = continuation
        return false
      }
      if isReady { continuation.resume() }
    }
  }

  /// Passes over whatever still comes until the end, for at most so long.
  func discardRest(within limit: Duration, _ clock: ChatClock) async {
    await withTaskGroup { group in
      group.addTask {
        while true {
          if case .outcome = await self.next() { return }
        }
      }
      group.addTask {
        try? await clock.sleep(limit)
        self.end(.cancelled)
      }
      await group.next()
      group.cancelAll()
    }
  }

  // MARK: The watchdog

  /// Whether the server has been silent for too long, or when to look again.
  func verdict() -> Verdict {
    let moment = now()
    return state.withLock { state in
      if state.outcome != nil { return .finished }
      guard let since = state.waitingSince else { return .sleep(min(silence, payload)) }
      let silent = max(state.lastByte, since) + silence
      let idle = state.lastPayload + payload
      if moment >= silent {
        return .expired(
          TransportError(.timedOut, "no byte came for \(silence.inSeconds)"))
      }
      if moment >= idle {
        return .expired(nothingCame)
      }
      return .sleep(min(silent, idle) - moment)
    }
  }

  private var nothingCame: TransportError {
    TransportError(
      .timedOut, "nothing of a reply came for \(payload.inSeconds)")
  }
}
