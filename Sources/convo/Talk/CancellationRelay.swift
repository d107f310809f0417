import Synchronization

/// Lets a signal, or a reader that has gone, cancel the task that fetches a reply.
final class CancellationRelay: Sendable {
  private struct State {
    var cancel: (@Sendable () -> Void)?
    var deadline: Task<Void, Never>?
    var isCancelled = false
  }

  private let state = Mutex(State())

  /// Cancels what runs, or what is about to run.
  func cancel() {
    state.withLock { state in
      state.isCancelled = true
      return state.cancel
    }?()
  }

  /// Cancels what still runs after a while; only the first call counts, and is told so.
  func cancel(after time: Duration) -> Bool {
    state.withLock { state in
      guard state.deadline == nil else { return false }
      state.deadline = Task {
        guard (try? await Task.sleep(for: time)) != nil else { return }
        self.cancel()
      }
      return true
    }
  }

  /// Runs `body` in a task that `cancel()` reaches.
  func run<Value: Sendable>(
    _ body: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    let task = Task { try await body() }
    let isCancelled = state.withLock { state in
      state.cancel = { task.cancel() }
      return state.isCancelled
    }
    if isCancelled { task.cancel() }
    defer {
      state.withLock { state in
        state.deadline?.cancel()
        state = State()
      }
    }
    return try await task.value
  }
}
