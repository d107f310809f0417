import Glibc

/// A detached POSIX thread that runs one closure.
final class LoopbackThread: Sendable {
  private let body: @Sendable () -> Void

  init(_ body: @escaping @Sendable () -> Void) {
    self.body = body
  }

  func start() throws {
    let retained = Unmanaged.passRetained(self)
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        Unmanaged<LoopbackThread>.fromOpaque(argument).takeRetainedValue().body()
        return nil
      }, retained.toOpaque())
    guard code == 0 else {
      retained.release()
      throw LoopbackError(call: "pthread_create", code: code)
    }
    pthread_detach(thread)
  }
}
