import ChatTestSupport
import Testing

@testable import ChatCompletions

struct PieceQueueTests {
  @Test("What a reader does with a reply is not held against the server")
  func busyReader() async {
    let clock = ManualClock()
    let queue = PieceQueue(
      silence: .seconds(120), payload: .seconds(600), now: clock.chatClock.now)
    queue.push(ResponseHead(status: 200, headers: []))
    _ = await queue.next()
    clock.advance(by: .seconds(10_000))
    guard case .sleep(.seconds(120)) = queue.verdict() else {
      Issue.record("a busy decoder was held against the server")
      return
    }
    let waiting = Task { await queue.next(sawPayload: true) }
    var verdict = queue.verdict()
    // Until the task waits, the queue answers as before.
    while case .sleep(.seconds(120)) = verdict {
      await Task.yield()
      clock.advance(by: .seconds(1))
      verdict = queue.verdict()
    }
    clock.advance(by: .seconds(120))
    guard case .expired(let error) = queue.verdict() else {
      Issue.record("silence was not noticed")
      return
    }
    #expect(error.kind == .timedOut)
    queue.end(.failed(error))
    guard case .outcome(.failed) = await waiting.value else {
      Issue.record("the decoder was not told")
      return
    }
    guard case .finished = queue.verdict() else {
      Issue.record("the watchdog was not released")
      return
    }
  }

  @Test("Comments that come without a pause do not hide that nothing else comes")
  func flood() async {
    let clock = ManualClock()
    let queue = PieceQueue(
      silence: .seconds(120), payload: .seconds(600), now: clock.chatClock.now)
    queue.push(ResponseHead(status: 200, headers: []))
    _ = await queue.next()
    queue.restart()
    for _ in 0..<599 {
      clock.advance(by: .seconds(1))
      #expect(await queue.push([0x3A, 0x0A]))
      guard case .pieces = await queue.next() else {
        Issue.record("the server was given up too early")
        return
      }
    }
    clock.advance(by: .seconds(1))
    #expect(await queue.push([0x3A, 0x0A]))
    // What has come is handed out before the end.
    guard case .pieces = await queue.next(), case .outcome(.failed) = await queue.next() else {
      Issue.record("the flood goes on")
      return
    }
    #expect(await !queue.push([0x3A, 0x0A]))
  }

  @Test("Pieces that came before the end are given before it, and the first end stays")
  func order() async {
    let queue = PieceQueue(silence: .seconds(1), payload: .seconds(1), now: { .zero })
    #expect(await queue.push([1]))
    #expect(await queue.push([2]))
    queue.end(.ended)
    queue.end(.cancelled)
    #expect(await !queue.push([3]))
    guard case .pieces([[1], [2]]) = await queue.next(), case .outcome(.ended) = await queue.next()
    else {
      Issue.record("another order")
      return
    }
  }
}
