/// A reply came, and the store could not take it as the end of its turn.
public struct UnstoredReply: Error {
  /// Why not; a `ChatStoreError`.
  public let cause: any Error
  /// True when all that came is in the store in pieces, which the next command that writes joins.
  public let isInPieces: Bool
}
