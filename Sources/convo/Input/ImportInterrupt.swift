import Synchronization

/// Asks a long command to stop at the first Ctrl-C, with what it has done whole; the second kills it.
final class ImportInterrupt: Sendable {
  private let state = Atomic(false)

  init() {
    Interrupts.process.begin { [self] in state.store(true, ordering: .relaxed) }
  }

  deinit { Interrupts.process.end() }

  var isRequested: Bool { state.load(ordering: .relaxed) }
}
