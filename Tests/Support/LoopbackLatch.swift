import Glibc
import Synchronization

/// A gate between a test and the script of a `LoopbackServer`: closed until someone opens it.
///
/// A test waits for it with `await`, a script blocks its own thread on it; neither needs to sleep.
public final class LoopbackLatch: Sendable {
  private struct State {
    var isOpen = false
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  // Readable from the moment the latch is open, so that a script can poll for it and for the
  // server's end at once.
  let event = LoopbackEvent()
  private let state = Mutex(State())

  /// Makes a closed latch.
  public init() {}

  /// Lets everybody through, now and later.
  public func open() {
    event.set()
    let waiting = state.withLock { state in
      state.isOpen = true
      defer { state.waiting = [] }
      return state.waiting
    }
    for continuation in waiting { continuation.resume() }
  }

  /// Whether it has been opened.
  public var isOpen: Bool { state.withLock { $0.isOpen } }

  /// Waits until it is open.
  public func wait() async {
    await withCheckedContinuation { continuation in
      let isOpen = state.withLock { state in
        if !state.isOpen { state.waiting.append(continuation) }
        return state.isOpen
      }
      if isOpen { continuation.resume() }
    }
  }
}
