extension PieceQueue {
  /// What both sides see, behind the lock.
  struct State {
    var head: ResponseHead?
    var pieces: [[UInt8]] = []
    var byteCount = 0
    var outcome: Outcome?
    var consumer: CheckedContinuation<Void, Never>?
    var producer: CheckedContinuation<Void, Never>?
    var waitingSince: Duration?
    var lastByte: Duration
    var lastPayload: Duration

    mutating func arrival() -> Arrival? {
      if let head {
        self.head = nil
        return .head(head)
      }
      if !pieces.isEmpty {
        let taken = pieces
        pieces = []
        byteCount = 0
        return .pieces(taken)
      }
      return outcome.map { .outcome($0) }
    }

    /// Whether the reader has to wait.
    var isFull: Bool { outcome == nil && byteCount >= 256 << 10 }

    mutating func takeConsumer() -> CheckedContinuation<Void, Never>? {
      defer {
        consumer = nil
        waitingSince = nil
      }
      return consumer
    }

    mutating func takeProducer() -> CheckedContinuation<Void, Never>? {
      defer { producer = nil }
      return producer
    }
  }
}
