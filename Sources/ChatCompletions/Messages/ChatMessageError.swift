/// Why a JSON value is not a message.
public struct ChatMessageError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What was missing or wrong, in a few words.
  public var reason: String

  /// Makes an error.
  public init(reason: String) {
    self.reason = reason
  }

  /// The reason.
  public var description: String { reason }
}
