import Synchronization

extension LoopbackServer {
  /// A server that answers request after request with the given responses, keeping connections.
  ///
  /// The last response is repeated when they run out.
  public static func replaying(_ responses: [LoopbackResponse]) throws -> LoopbackServer {
    let script = LoopbackReplay(responses)
    return try LoopbackServer { connection in
      while connection.readRequest() != nil, let response = script.next() {
        guard connection.write(response) else { return }
      }
    }
  }

  /// A server that answers every request with these server-sent events and ends the connection.
  public static func sse(_ payloads: [String]) throws -> LoopbackServer {
    try LoopbackServer { connection in
      while connection.readRequest() != nil { connection.writeEvents(payloads) }
    }
  }
}

/// The place in a list of responses that all connections share.
private final class LoopbackReplay: Sendable {
  private let responses: [LoopbackResponse]
  private let position = Mutex(0)

  init(_ responses: [LoopbackResponse]) {
    self.responses = responses
  }

  func next() -> LoopbackResponse? {
    let index = position.withLock { position in
      defer { position += 1 }
      return position
    }
    return responses.indices.contains(index) ? responses[index] : responses.last
  }
}
