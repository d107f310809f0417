public import ChatCompletions
import Synchronization

/// A clock that a test turns.
public final class ManualClock: Sendable {
  private struct State {
    var now = Duration.zero
    var sleepers: [Int: (deadline: Duration, continuation: CheckedContinuation<Void, Never>)] = [:]
    var cancelled: Set<Int> = []
    var nextID = 0
    var slept: [Duration] = []
  }

  private let state = Mutex(State())
  private let skipsBelow: Duration

  /// Makes a clock on which sleeps shorter than a bound take no time at all.
  public init(skippingSleepsBelow bound: Duration = .zero) {
    self.skipsBelow = bound
  }

  /// The sleeps that were skipped.
  public var slept: [Duration] { state.withLock { $0.slept } }

  /// The clock as a client takes it.
  public var chatClock: ChatClock {
    ChatClock(
      now: { self.state.withLock { $0.now } }, sleep: { try await self.sleep($0) },
      unixTime: { 784_111_777 })
  }

  /// Turns it on, and wakes those whose time has come.
  public func advance(by duration: Duration) {
    let due = state.withLock { state in
      state.now += duration
      let due = state.sleepers.filter { $0.value.deadline <= state.now }
      for id in due.keys { state.sleepers[id] = nil }
      return due.values.map(\.continuation)
    }
    for continuation in due { continuation.resume() }
  }

  private func sleep(_ duration: Duration) async throws {
    try Task.checkCancellation()
    if duration < skipsBelow {
      state.withLock { $0.slept.append(duration) }
      return
    }
    let id = state.withLock { state in
      state.nextID += 1
      return state.nextID
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isOver = state.withLock { state in
          if state.cancelled.remove(id) != nil || duration <= .zero { return true }
          state.sleepers[id] = (state.now + duration, continuation)
          return false
        }
        if isOver { continuation.resume() }
      }
    } onCancel: {
      let sleeper = state.withLock { state in
        guard let sleeper = state.sleepers.removeValue(forKey: id) else {
          state.cancelled.insert(id)
          return nil as CheckedContinuation<Void, Never>?
        }
        return sleeper.continuation
      }
      sleeper?.resume()
    }
    try Task.checkCancellation()
  }
}
