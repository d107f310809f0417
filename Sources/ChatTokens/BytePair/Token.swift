/// One token of a text.
public struct Token: Sendable, Equatable {
  /// What the vocabulary calls it.
  public let id: UInt32
  /// Its bytes, which may be a part of a character.
  public let bytes: [UInt8]
}
