#if Networking
  import ChatCompletions
  import ChatTestSupport
  import Synchronization

  /// What a script has in its hands: the connection on which a request has just arrived, the clock,
  /// and what the client has got so far.
  struct Scene {
    /// The connection.
    let connection: LoopbackConnection
    /// The request.
    let request: LoopbackRequest
    /// Which one it is, from 1.
    let number: Int
    /// The client's clock, where the script turns it.
    let clock: ManualClock
    /// The client's side.
    let reader: Reader

    /// Sends the head of a stream whose body ends with the connection, and its first bytes.
    func open(_ beginning: String = "") {
      connection.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n" + beginning)
    }

    /// Sends the head of a stream in chunked coding, and a first chunk.
    func openChunked(_ beginning: String = "") {
      connection.writeHead(
        headers: [("Content-Type", "text/event-stream"), ("Transfer-Encoding", "chunked")])
      if !beginning.isEmpty { connection.writeChunk(beginning) }
    }

    /// Sends events in chunked coding and ends the response.
    func stream(_ payloads: [String]) {
      openChunked(payloads.asEvents)
      connection.endChunks()
    }

    /// Blocks until the client has this text of the reply.
    func waitUntilClient(has text: String) {
      connection.hold(until: reader.latch(for: text))
    }

    /// Lets the clock run by such steps until the client gives up.
    func passTime(in steps: Duration = .seconds(60), sending bytes: String = "") {
      while !connection.clientLeaves(within: 1) {
        clock.advance(by: steps)
        if !bytes.isEmpty, !connection.write(bytes) { return }
      }
    }

    /// Does a thing again and again until the client has left.
    func untilClientLeaves(_ write: () -> Bool) {
      while write() {}
    }
  }

  /// The text that a client has got, for scripts that wait for it.
  final class Reader: Sendable {
    private struct State {
      var text = ""
      var latches: [(text: String, latch: LoopbackLatch)] = []
    }

    private let state = Mutex(State())

    /// What has come so far.
    var text: String { state.withLock { $0.text } }

    /// Takes more of the text.
    func add(_ piece: String) {
      let reached = state.withLock { state in
        state.text += piece
        return state.latches.filter { state.text.hasPrefix($0.text) }.map(\.latch)
      }
      for latch in reached { latch.open() }
    }

    /// A latch that opens when the text begins with this one.
    func latch(for text: String) -> LoopbackLatch {
      let latch = LoopbackLatch()
      let isThere = state.withLock { state in
        state.latches.append((text, latch))
        return state.text.hasPrefix(text)
      }
      if isThere { latch.open() }
      return latch
    }
  }
#endif
