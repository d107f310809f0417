/// One request and its response, read by a task of its own for as long as somebody holds this.
///
/// One watchdog stands beside the reader for the whole response; no piece costs a task or a timer.
final class Exchange: Sendable {
  /// Where the response arrives.
  let queue: PieceQueue
  private let task: Task<Void, Never>

  init(
    _ request: TransportRequest, over transport: any Transport, silence: Duration,
    payload: Duration, clock: ChatClock
  ) {
    let queue = PieceQueue(silence: silence, payload: payload, now: clock.now)
    self.queue = queue
    self.task = Task {
      await withTaskGroup { group in
        group.addTask { await Self.read(request, over: transport, into: queue) }
        group.addTask { await Self.watch(queue, clock) }
        await group.next()
        group.cancelAll()
      }
    }
  }

  deinit {
    close()
  }

  /// Closes the connection, if it is still open.
  func close() {
    queue.end(.cancelled)
    task.cancel()
  }

  private static func read(
    _ request: TransportRequest, over transport: any Transport, into queue: PieceQueue
  ) async {
    do {
      let response = try await transport.send(request)
      queue.push(ResponseHead(status: response.status, headers: response.headers))
      for try await piece in response.body {
        guard await queue.push(piece) else { return }
      }
      queue.end(.ended)
    } catch {
      queue.end(.failed(error))
    }
  }

  private static func watch(_ queue: PieceQueue, _ clock: ChatClock) async {
    while !Task.isCancelled {
      switch queue.verdict() {
      case .finished: return
      case .sleep(let duration):
        do { try await clock.sleep(duration) } catch { return }
      case .expired(let error):
        queue.end(.failed(error))
        return
      }
    }
  }
}
