/// One HTTP request as the client wants it sent.
public struct TransportRequest: Sendable {
  /// The method, in capitals.
  public var method: String
  /// The absolute URL.
  public var url: String
  /// Header names and values, in order.
  ///
  /// The key travels here and must not be logged.
  public var headers: [(name: String, value: String)]
  /// The whole body; empty for none.
  public var body: [UInt8]

  /// Makes a request.
  public init(
    method: String, url: String, headers: [(name: String, value: String)] = [], body: [UInt8] = []
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
  }
}
