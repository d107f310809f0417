/// Where in the index a message of a time belongs.
enum SearchSlot {
  /// The minutes since 1970; times that no message can have come to stand at the ends.
  ///
  /// FTS5 keeps row numbers as differences, so that a coarser unit makes a smaller index. Messages of the
  /// same minutes displace each other upwards, which a search puts right.
  static func of(_ time: Timestamp) -> Int64 {
    min(max(0, time.milliseconds / 60_000), last)
  }

  /// Far enough from the end for everything that can be displaced upwards; two million years.
  static let last: Int64 = 1 << 40
}
