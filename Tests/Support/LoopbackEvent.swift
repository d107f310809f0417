import Glibc

/// A pipe(2) that is written to once and never read: a descriptor that poll(2) can wait for.
final class LoopbackEvent: Sendable {
  let descriptor: CInt
  private let writeEnd: CInt

  init() {
    var ends: [CInt] = [-1, -1]
    _ = pipe(&ends)
    (descriptor, writeEnd) = (ends[0], ends[1])
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
  }

  deinit {
    Glibc.close(descriptor)
    Glibc.close(writeEnd)
  }

  func set() {
    var byte: UInt8 = 1
    _ = Glibc.write(writeEnd, &byte, 1)
  }

  /// Blocks the thread until one of the events is set or the time is over.
  /// - Returns: Whether one was set.
  @discardableResult
  static func wait(for events: [LoopbackEvent], milliseconds: CInt = -1) -> Bool {
    var entries = events.map { pollfd(fd: $0.descriptor, events: CShort(POLLIN), revents: 0) }
    while true {
      let ready = poll(&entries, nfds_t(entries.count), milliseconds)
      if ready < 0, errno == EINTR { continue }
      return ready > 0
    }
  }
}
