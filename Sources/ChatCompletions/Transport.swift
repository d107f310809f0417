/// Carries one HTTP request to an endpoint and its response back; the only door to the network.
///
/// The wire format above it is pure: everything that touches a socket is behind this protocol, so
/// that the store and the session logic build and are tested without a network package.
public protocol Transport: Sendable {
  /// Sends a request and returns as soon as the response's head has arrived.
  ///
  /// Cancelling the task closes the connection. Redirects within the same host are followed here.
  /// - Throws: `TransportError` when no response head could be had.
  func send(_ request: TransportRequest) async throws -> TransportResponse
}
