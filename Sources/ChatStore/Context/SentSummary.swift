/// A summary in a window.
public struct SentSummary: Sendable, Equatable {
  /// The summary.
  public let id: Identifier<Summary>
  /// Its place among the window's messages.
  public let index: Int
  /// How many messages of the path it stands for that are not sent themselves.
  public let messageCount: Int

  /// The depths of the messages that it stands for.
  let depths: ClosedRange<Int>
}
