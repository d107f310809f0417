import ChatCompletions
import ChatTestSupport

/// A client of a scripted endpoint.
func testClient(
  _ transport: ScriptedTransport, key: String? = "sk-testing", retry: RetryPolicy = .init(),
  timeouts: Timeouts = .init(),
  clock: ManualClock = ManualClock(skippingSleepsBelow: .seconds(61)),
  onRetry: (@Sendable (RetryNotice) -> Void)? = nil
) -> ChatClient {
  ChatClient(
    endpoint: Endpoint(baseURL: "http://localhost:1/v1", key: key), transport: transport,
    retry: retry, timeouts: timeouts, clock: clock.chatClock, random: { 0 }, onRetry: onRetry)
}

extension ReplyStream {
  /// All events.
  func all() async throws -> [ReplyEvent] {
    var events: [ReplyEvent] = []
    for try await event in self { events.append(event) }
    return events
  }

  /// The reply at the end.
  func reply() async throws -> Reply? {
    if case .end(let reply) = try await all().last { reply } else { nil }
  }
}
