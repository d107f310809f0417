/// A response whose head, and of a successful one the first piece, has arrived.
struct OpenResponse: Sendable {
  var exchange: Exchange
  var head: ResponseHead
  /// What of the body is here already.
  var first: PieceQueue.Arrival
}
