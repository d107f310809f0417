import Synchronization

/// Asks a long command to stop at the first Ctrl-C, with what it has done whole; the second kills it.
final class StopRequest {
  private final class State: Sendable {
    let isRequested = Atomic(false)
  }

  private let state = State()

  init() {
    let state = state
    Interrupts.process.begin { state.isRequested.store(true, ordering: .relaxed) }
  }

  deinit { Interrupts.process.end() }

  var isRequested: Bool { state.isRequested.load(ordering: .relaxed) }
}
