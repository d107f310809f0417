import Synchronization

/// The events of one reply: deltas as they arrive, then the reply as a whole, once.
///
/// It can be iterated once; a further iterator ends at once. Giving it up closes the connection.
/// When the task is cancelled, or the connection breaks, after something has arrived, the last
/// event is a reply that says that it is truncated; before that, the error is thrown.
public struct ReplyStream: AsyncSequence, Sendable {
  /// What the stream yields.
  public typealias Element = ReplyEvent

  /// The response until somebody iterates.
  private let source: Source

  init(
    _ response: OpenResponse, secret: String?, sizeLimit: Int, closing: Duration, clock: ChatClock
  ) {
    let decoder = ReplyDecoder(
      status: response.head.status, contentType: response.head.header("content-type"),
      secret: secret, sizeLimit: sizeLimit)
    source = Source(
      Iterator(response: response, decoder: decoder, closing: closing, clock: clock))
  }

  /// Begins to read.
  public func makeAsyncIterator() -> Iterator {
    source.take() ?? Iterator()
  }

  private final class Source: Sendable {
    private let iterator: Mutex<Iterator?>

    init(_ iterator: Iterator) { self.iterator = Mutex(iterator) }

    func take() -> Iterator? {
      iterator.withLock { iterator in
        defer { iterator = nil }
        return iterator
      }
    }
  }
}
