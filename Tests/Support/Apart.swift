/// Does long work on a thread of its own, where it holds none of the few threads that all tests share.
public func apart<Result: Sendable>(
  _ body: @escaping @Sendable () throws -> Result
) async throws -> Result {
  try await withCheckedThrowingContinuation { continuation in
    let thread = LoopbackThread { continuation.resume(with: Swift.Result { try body() }) }
    do {
      try thread.start()
    } catch {
      continuation.resume(throwing: error)
    }
  }
}
