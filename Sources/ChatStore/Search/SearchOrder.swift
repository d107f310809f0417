/// Which hits come first.
public enum SearchOrder: Sendable {
  /// The newest.
  case newest
  /// Those that fit best, newer ones before older ones that fit as well.
  ///
  /// Of many hits the newest 1,000 are compared, so that it takes a bounded time.
  case relevance
}
