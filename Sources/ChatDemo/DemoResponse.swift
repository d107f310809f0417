#if Networking
  import ChatCompletions

  /// A response of the demo: what is sent, and in which pieces.
  struct DemoResponse: Equatable, Sendable {
    /// The HTTP status.
    var status: Int
    /// The media type.
    var contentType: String
    /// The body; more than one piece is sent with a pause between them.
    var pieces: [[UInt8]]

    /// One JSON text.
    init(status: Int = 200, json: JSONValue) {
      self.status = status
      contentType = "application/json"
      pieces = [Array(json.serialized.utf8)]
    }

    /// A stream of server-sent events.
    init(events: [[UInt8]]) {
      status = 200
      contentType = "text/event-stream"
      pieces = events
    }
  }
#endif
