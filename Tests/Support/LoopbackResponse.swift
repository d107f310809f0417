/// A whole response for a `LoopbackServer` to replay.
public struct LoopbackResponse: Sendable {
  /// The status code.
  public var status: Int
  /// The headers; `Content-Length` is added if it is not among them.
  public var headers: [(name: String, value: String)]
  /// The body.
  public var body: [UInt8]

  /// Makes a response.
  public init(
    status: Int = 200, headers: [(name: String, value: String)] = [], body: [UInt8] = []
  ) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// A JSON response.
  public static func json(_ text: String, status: Int = 200) -> LoopbackResponse {
    LoopbackResponse(
      status: status, headers: [("Content-Type", "application/json")], body: Array(text.utf8))
  }

  /// A response of server-sent events, exactly as given, framing and all.
  public static func eventStream(_ text: String) -> LoopbackResponse {
    LoopbackResponse(headers: [("Content-Type", "text/event-stream")], body: Array(text.utf8))
  }
}
