import Glibc

/// A detached POSIX thread that runs one closure.
public final class LoopbackThread: Sendable {
  private let body: @Sendable () -> Void

  /// Prepares a thread.
  public init(_ body: @escaping @Sendable () -> Void) {
    self.body = body
  }

  /// Starts it; it goes on by itself.
  /// - Throws: `LoopbackError` when the system gives no thread.
  public func start() throws {
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
