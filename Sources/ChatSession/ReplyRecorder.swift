import ChatCompletions
import ChatStore

/// Keeps a reply in flight on the disk: what has come is stored at most a quarter of a second after
/// the first byte that is not, also while the endpoint is silent.
actor ReplyRecorder {
  /// How long a byte may wait in memory.
  static let interval = Duration.milliseconds(250)

  private let store: ChatStore
  private let turn: RunningTurn
  private var buffer = DeltaBuffer()
  private var sequence = 0
  private var timer: Task<Void, Never>?

  init(store: ChatStore, turn: RunningTurn) {
    self.store = store
    self.turn = turn
  }

  /// Takes pieces in the order in which they came.
  func add(_ deltas: [ReplyDelta]) {
    for delta in deltas { buffer.add(delta) }
    arm()
  }

  /// Ends the turn with the whole reply, in one transaction that also drops the pieces.
  ///
  /// When that fails it is tried once more, for the space or the disk may be back; then the pieces
  /// are stored, and why there is no more, if anything can be.
  /// - Throws: `UnstoredReply`.
  func finish(_ outcome: TurnOutcome) throws -> FinishedTurn {
    timer?.cancel()
    timer = nil
    do {
      return try store.finish(turn, outcome)
    } catch {
      if let finished = try? store.finish(turn, outcome) { return finished }
      let reason = outcome.error ?? "The end of the reply could not be stored: \(error)"
      let pieces = buffer.take()
      let isInPieces = (try? store.append(pieces, to: turn, from: sequence, because: reason)) != nil
      throw UnstoredReply(cause: error, isInPieces: isInPieces)
    }
  }

  private func arm() {
    guard timer == nil, !buffer.isEmpty else { return }
    timer = Task {
      try? await Task.sleep(for: Self.interval)
      self.flush()
    }
  }

  private func flush() {
    guard timer != nil else { return }
    timer = nil
    let deltas = buffer.take()
    do {
      try store.append(deltas, to: turn, from: sequence)
      sequence += deltas.count
    } catch {
      // A disk that is full now may have room soon, and a lock is given back; nothing is dropped
      // meanwhile, and the end of the turn reports what cannot be stored.
      buffer.putBack(deltas)
      arm()
    }
  }
}
