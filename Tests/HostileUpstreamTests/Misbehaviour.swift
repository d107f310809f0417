#if Networking
  import ChatCompletions
  import ChatTestSupport
  import Testing

  /// One way in which an endpoint misbehaves, and what must come of it.
  struct Misbehaviour: Sendable, CustomTestStringConvertible {
    /// What is done with each request that arrives.
    typealias Script = @Sendable (Scene) -> Void

    /// Whose time the client lives in.
    enum Time: Sendable {
      /// The machine's.
      case real
      /// Delays before another attempt take no time; everything else is as on the machine.
      case withoutDelays
      /// Nobody's but the script's, which turns it on (`Scene.clock`).
      case scripted
    }

    /// What the endpoint does, as a sentence about it would go on.
    let name: String
    /// What must come of it.
    let expectation: Expectation
    /// How it does it.
    let script: Script

    /// Whose time it is.
    var time = Time.real
    /// How long the client waits.
    var timeouts = Timeouts()
    /// When the client sends again.
    var retry = RetryPolicy.never
    /// Whether a stream is asked for.
    var stream = true
    /// The longest reply that is taken, where it is not the usual one.
    var replyLimit: Int?
    /// The most memory that a process of its own may have needed, in megabytes; nil where nothing
    /// large is sent.
    var peakMegabytes: Int?

    var testDescription: String { name }

    /// Makes one of a script.
    init(_ name: String, _ expectation: Expectation, script: @escaping Script) {
      self.name = name
      self.expectation = expectation
      self.script = script
    }

    /// Makes one that sends a body in an orderly response of its own framing.
    init(
      _ name: String, sends body: String, as contentType: String? = "text/event-stream",
      status: Int = 200, headers: [(name: String, value: String)] = [], _ expectation: Expectation
    ) {
      self.init(
        name, sends: Array(body.utf8), as: contentType, status: status, headers: headers,
        expectation)
    }

    /// The same with bytes that are no text.
    init(
      _ name: String, sends body: [UInt8], as contentType: String? = "text/event-stream",
      status: Int = 200, headers: [(name: String, value: String)] = [], _ expectation: Expectation
    ) {
      let type = contentType.map { [(name: "Content-Type", value: $0)] } ?? []
      self.init(name, expectation) { scene in
        scene.connection.write(
          LoopbackResponse(status: status, headers: type + headers, body: body))
      }
    }

    /// Makes one that sends these payloads as events.
    init(_ name: String, events: [String], _ expectation: Expectation) {
      self.init(name, sends: events.asEvents, expectation)
    }

    /// The same with other settings.
    func with(_ change: (inout Misbehaviour) -> Void) -> Misbehaviour {
      var copy = self
      change(&copy)
      return copy
    }
  }
#endif
