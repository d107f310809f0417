/// Why one attempt at a request failed.
struct AttemptFailure: Error {
  var error: ChatClientError
  /// What the endpoint says about trying again.
  var shouldRetry: Bool?

  init(error: ChatClientError, shouldRetry: Bool? = nil) {
    self.error = error
    self.shouldRetry = shouldRetry
  }

  /// Makes the failure of a response that ended before it began.
  init(_ arrival: PieceQueue.Arrival) {
    if case .outcome(.failed(let error)) = arrival {
      self.init(error: ChatClientError(transport: error))
    } else {
      self.init(
        error: ChatClientError(kind: .transport(.connectionLost), message: "interrupted"))
    }
  }
}
