/// How long a client waits for the next byte; the time to connect is the transport's affair.
public struct Timeouts: Sendable, Equatable {
  /// The longest time without any byte of a stream, 120 s by default.
  ///
  /// A reply that is not streamed has no byte to send until it is made; `payload` counts there.
  public var silence: Duration
  /// The longest time in which a reply does not come on, or an error or a list is not whole, 600 s by
  /// default; comments, pings and empty deltas are nothing.
  public var payload: Duration
  /// How long the connection may take to close after `[DONE]` to be used again, 250 ms by default.
  public var closing: Duration

  /// Makes a set of time-outs.
  public init(
    silence: Duration = .seconds(120), payload: Duration = .seconds(600),
    closing: Duration = .milliseconds(250)
  ) {
    self.silence = silence
    self.payload = payload
    self.closing = closing
  }
}
