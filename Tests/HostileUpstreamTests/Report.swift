#if Networking
  import ChatCompletions
  import ChatStore
  import ChatTestSupport

  /// What came of one exchange, as the store and the server saw it.
  struct Report: Sendable {
    /// The turn as it is stored.
    let turn: Turn
    /// The reply as it is stored; nil when none is.
    let reply: MessageContent?
    /// The text of all deltas.
    let streamed: String
    /// The error that was thrown.
    let thrown: ChatClientError?
    /// What the server read.
    let requests: [LoopbackRequest]
    /// How long the client waited before each further attempt.
    let delays: [Duration]

    /// The turn's envelope.
    var envelope: JSONValue? { turn.envelope.flatMap { try? JSONValue(parsing: $0) } }
    /// The reply's members that have no place of their own.
    var extras: JSONValue? { reply?.extras.flatMap { try? JSONValue(parsing: $0) } }
  }
#endif
