import ChatCompletions
import ChatTestSupport
import Synchronization

/// A transport that answers as it was told to, one script a request.
final class ScriptedTransport: Transport {
  /// What a body does next.
  enum Step: Sendable {
    /// Delivers a piece.
    case piece([UInt8])
    /// Breaks off.
    case fail(any Error)
    /// Stays silent, letting time pass, until it is cancelled.
    case hang(ManualClock?)
    /// Lets time pass, and the reader of what came before settle down to wait.
    case pass(Duration, ManualClock)
    /// Does something in between.
    case run(@Sendable () -> Void)
  }

  private enum Script: Sendable {
    case response(status: Int, headers: [(name: String, value: String)], steps: [Step])
    case error(any Error)
    case silence(ManualClock?)
  }

  private struct State {
    var scripts: [Script] = []
    var requests: [TransportRequest] = []
    var pulled = 0
    var cancelled = 0
  }

  private let state = Mutex(State())

  /// What was asked.
  var requests: [TransportRequest] { state.withLock { $0.requests } }
  /// How many pieces were taken from bodies.
  var pulled: Int { state.withLock { $0.pulled } }
  /// How many silent connections were given up.
  var cancelled: Int { state.withLock { $0.cancelled } }

  /// Answers a request with these steps.
  func enqueue(
    status: Int = 200, headers: [(name: String, value: String)] = [], steps: [Step]
  ) {
    state.withLock { $0.scripts.append(.response(status: status, headers: headers, steps: steps)) }
  }

  /// Answers a request with this body, which may break off at its end.
  func enqueue(
    status: Int = 200, headers: [(name: String, value: String)] = [], pieces: [[UInt8]],
    thenError: (any Error)? = nil
  ) {
    let end = thenError.map { [Step.fail($0)] } ?? []
    enqueue(status: status, headers: headers, steps: pieces.map { .piece($0) } + end)
  }

  /// Answers a request with this text.
  func enqueue(
    status: Int = 200, headers: [(name: String, value: String)] = [], _ body: String
  ) {
    enqueue(status: status, headers: headers, pieces: body.isEmpty ? [] : [Array(body.utf8)])
  }

  /// Fails a request.
  func enqueue(error: any Error) {
    state.withLock { $0.scripts.append(.error(error)) }
  }

  /// Never answers a request.
  func enqueueSilence(_ clock: ManualClock? = nil) {
    state.withLock { $0.scripts.append(.silence(clock)) }
  }

  func send(_ request: TransportRequest) async throws -> TransportResponse {
    let script = state.withLock { state in
      state.requests.append(request)
      return state.scripts.isEmpty ? nil : state.scripts.removeFirst()
    }
    switch script {
    case nil: throw TransportError(.invalidResponse, "nothing was scripted")
    case .error(let error): throw error
    case .silence(let clock):
      try await hang(clock)
      throw CancellationError()
    case .response(let status, let headers, let steps):
      let rest = Queue(steps)
      let body = AsyncThrowingStream { try await self.next(of: rest) }
      return TransportResponse(status: status, headers: headers, body: body)
    }
  }

  private func next(of steps: Queue) async throws -> [UInt8]? {
    while let step = steps.next() {
      switch step {
      case .piece(let piece):
        state.withLock { $0.pulled += 1 }
        return piece
      case .fail(let error): throw error
      case .hang(let clock): try await hang(clock)
      case .pass(let duration, let clock):
        for _ in 0..<20 { await Task.yield() }
        clock.advance(by: duration)
      case .run(let work): work()
      }
    }
    return nil
  }

  private func hang(_ clock: ManualClock?) async throws {
    defer { state.withLock { $0.cancelled += 1 } }
    guard let clock else {
      // Nothing is ever yielded, so it ends with the task only.
      let (never, continuation) = AsyncStream<Void>.makeStream()
      for await _ in never {}
      continuation.finish()
      throw CancellationError()
    }
    while !Task.isCancelled {
      clock.advance(by: .seconds(1))
      await Task.yield()
    }
    throw CancellationError()
  }

  private final class Queue: Sendable {
    private let steps: Mutex<ArraySlice<Step>>

    init(_ steps: [Step]) { self.steps = Mutex(steps[...]) }

    func next() -> Step? { steps.withLock { $0.popFirst() } }
  }
}
