/// The head of an HTTP response and its body as it arrives.
public struct TransportResponse: Sendable {
  /// The body in the pieces the network delivered; pulling a piece is what lets the next one in.
  ///
  /// Ends normally only when the framing said so; a connection cut short throws `TransportError`.
  public typealias Body = any AsyncSequence<[UInt8], any Error> & Sendable

  /// The status code.
  public var status: Int
  /// Header names (lower case) and values, in order.
  public var headers: [(name: String, value: String)]
  /// The body.
  public var body: Body

  /// Makes a response.
  public init(status: Int, headers: [(name: String, value: String)], body: Body) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// The first value of a header, by its lower-case name.
  public func header(_ name: String) -> String? {
    headers.first { $0.name == name }?.value
  }
}
