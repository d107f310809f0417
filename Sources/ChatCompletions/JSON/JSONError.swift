/// Why a text is not JSON, and where.
public struct JSONError: Error, Sendable, Equatable {
  /// The offset of the offending byte from the beginning of the text.
  public var offset: Int
  /// What was wrong there, in a few words.
  public var reason: String

  /// Makes an error.
  public init(offset: Int, reason: String) {
    self.offset = offset
    self.reason = reason
  }
}

extension JSONError: CustomStringConvertible {
  /// The reason and the place in one phrase.
  public var description: String { "\(reason) at byte \(offset)" }
}
