extension Interrupts {
  /// Runs `body` in a task that the first signal cancels.
  func cancelling<Value: Sendable>(
    _ body: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    let relay = CancellationRelay()
    begin { relay.cancel() }
    defer { end() }
    return try await relay.run(body)
  }
}
