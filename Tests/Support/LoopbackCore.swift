import Glibc
import Synchronization

/// The part of a `LoopbackServer` that its threads hold on to.
final class LoopbackCore: Sendable {
  private struct State {
    var open: Set<CInt> = []
    var requests: [LoopbackRequest] = []
    var connectionCount = 0
    var threads = 0
    var isStopped = false
  }

  /// Set when the server is stopped.
  let stopped = LoopbackEvent()
  /// The port.
  let port: Int
  private let allThreadsEnded = LoopbackEvent()
  private let listener: CInt
  private let script: LoopbackServer.Script
  private let state = Mutex(State())

  init(script: @escaping LoopbackServer.Script) throws {
    self.script = script
    (listener, port) = try Self.listen()
  }

  deinit {
    Glibc.close(listener)
  }

  var requests: [LoopbackRequest] { state.withLock { $0.requests } }

  var connectionCount: Int { state.withLock { $0.connectionCount } }

  func record(_ request: LoopbackRequest) {
    state.withLock { $0.requests.append(request) }
  }

  func start() throws {
    try startThread { core in core.acceptConnections() }
  }

  func stop() {
    state.withLock { state in
      state.isStopped = true
      for descriptor in state.open { shutdown(descriptor, CInt(SHUT_RDWR)) }
      if state.threads == 0 { allThreadsEnded.set() }
    }
    stopped.set()
    // shutdown(2) on a listening socket makes Linux refuse new connections at once.
    shutdown(listener, CInt(SHUT_RDWR))
    LoopbackEvent.wait(for: [allThreadsEnded], milliseconds: 5_000)
  }

  /// Closes a connection; under the lock, so that `stop` never shuts down a descriptor that the
  /// system has meanwhile given to somebody else.
  func close(_ descriptor: CInt) {
    state.withLock { state in
      if state.open.remove(descriptor) != nil { Glibc.close(descriptor) }
    }
  }

  // MARK: - Threads

  private func acceptConnections() {
    while true {
      let descriptor = accept(listener, nil, nil)
      if descriptor < 0, errno == EINTR || errno == ECONNABORTED { continue }
      guard descriptor >= 0 else { return }
      // A program that a test starts must not keep the connection open.
      _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
      var one: CInt = 1
      setsockopt(
        descriptor, CInt(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<CInt>.size))
      let isStopped = state.withLock { state in
        state.open.insert(descriptor)
        state.connectionCount += 1
        return state.isStopped
      }
      let isServed = !isStopped && (try? startThread { $0.serve(descriptor) }) != nil
      if !isServed { close(descriptor) }
    }
  }

  private func serve(_ descriptor: CInt) {
    let connection = LoopbackConnection(descriptor, core: self)
    script(connection)
    connection.close()
  }

  private func startThread(_ body: @escaping @Sendable (LoopbackCore) -> Void) throws {
    state.withLock { $0.threads += 1 }
    let run = LoopbackThread { [self] in
      body(self)
      state.withLock { state in
        state.threads -= 1
        if state.threads == 0, state.isStopped { allThreadsEnded.set() }
      }
    }
    do {
      try run.start()
    } catch {
      state.withLock { $0.threads -= 1 }
      throw error
    }
  }

  private static func listen() throws -> (CInt, Int) {
    let descriptor = socket(
      AF_INET, CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw LoopbackError(call: "socket", code: errno) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = in_addr_t(INADDR_LOOPBACK).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let result = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic -> String? in
        if bind(descriptor, generic, length) != 0 { return "bind" }
        if Glibc.listen(descriptor, 128) != 0 { return "listen" }
        return getsockname(descriptor, generic, &length) == 0 ? nil : "getsockname"
      }
    }
    if let result {
      let error = LoopbackError(call: result, code: errno)
      Glibc.close(descriptor)
      throw error
    }
    return (descriptor, Int(UInt16(bigEndian: address.sin_port)))
  }
}
