import ChatCompletions
import Synchronization

/// A transport that plays one script a request and lets the script look around in between.
final class SessionTransport: Transport {
  /// What a response does next.
  enum Step: Sendable {
    /// Delivers a piece of the body.
    case piece(String)
    /// Delivers an event of a stream.
    case event(String)
    /// Breaks off.
    case fail(TransportError)
    /// Waits until the task is cancelled.
    case hang
    /// Does something before the next step.
    case run(@Sendable () async throws -> Void)
  }

  private struct State {
    var scripts: [(status: Int, before: @Sendable () async throws -> Void, steps: [Step])] = []
    var bodies: [[UInt8]] = []
  }

  private let state = Mutex(State())

  /// The bodies of the requests that came.
  var bodies: [[UInt8]] { state.withLock { $0.bodies } }

  /// Answers the next request; `before` runs when it comes.
  func enqueue(
    _ steps: [Step], status: Int = 200, before: @escaping @Sendable () async throws -> Void = {}
  ) {
    state.withLock { $0.scripts.append((status, before, steps)) }
  }

  func send(_ request: TransportRequest) async throws -> TransportResponse {
    let script = state.withLock { state in
      state.bodies.append(request.body)
      return state.scripts.isEmpty ? nil : state.scripts.removeFirst()
    }
    guard let script else { throw TransportError(.invalidResponse, "nothing was scripted") }
    try await script.before()
    let rest = Mutex(script.steps[...])
    let steps = Steps { rest.withLock { $0.popFirst() } }
    let body = AsyncThrowingStream<[UInt8], any Error> { try await Self.next(steps) }
    return TransportResponse(
      status: script.status, headers: [(name: "content-type", value: "text/event-stream")],
      body: body)
  }

  private final class Steps: Sendable {
    let next: @Sendable () -> Step?
    init(_ next: @escaping @Sendable () -> Step?) { self.next = next }
  }

  private static func next(_ steps: Steps) async throws -> [UInt8]? {
    while let step = steps.next() {
      switch step {
      case .piece(let text): return Array(text.utf8)
      case .event(let json): return Array("data: \(json)\n\n".utf8)
      case .fail(let error): throw error
      case .run(let work): try await work()
      case .hang:
        let (never, continuation) = AsyncStream<Void>.makeStream()
        for await _ in never {}
        continuation.finish()
        throw CancellationError()
      }
    }
    return nil
  }
}

extension SessionTransport.Step {
  /// An event with more of the text.
  static func text(_ text: String) -> Self {
    .event(#"{"choices":[{"index":0,"delta":{"content":"\#(text)"}}]}"#)
  }

  /// The last events of a whole reply.
  static func end(_ reason: String = "stop", usage: String? = nil) -> [Self] {
    let usage = usage.map { #","usage":\#($0)"# } ?? ""
    return [
      .event(
        #"{"model":"m-2","choices":[{"index":0,"delta":{},"finish_reason":"\#(reason)"}]\#(usage)}"#
      ),
      .piece("data: [DONE]\n\n"),
    ]
  }
}
