/// What a model made of messages in a row, which windows send in their place.
///
/// It holds for every path that the messages are on, whichever branch that is. They stay as they are, and
/// the strategies `sticky` and `recent` go on sending them.
public struct Summary: Sendable, Identifiable {
  /// The identity.
  public let id: Identifier<Summary>
  /// The first message that it stands for.
  public let first: Identifier<Message>
  /// The last.
  public let last: Identifier<Message>
  /// How many they are, on the way up from the last to the first.
  public let messageCount: Int
  /// What the model wrote.
  public let text: String
  /// The endpoint's name in the configuration.
  public let provider: String
  /// The model that was asked for it.
  public let model: String
  /// When it was made.
  public let createdAt: Timestamp
}
