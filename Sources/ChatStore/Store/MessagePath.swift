/// The way from a message up to its root, read one message at a time.
///
/// Nothing is read that is not asked for, so that the cost of a window grows with the window and
/// not with the history above it.
struct MessagePath {
  let repository: MessageRepository
  private var next: Int64?
  private var lastDepth = Int.max

  init(from key: Int64?, in repository: MessageRepository) {
    self.repository = repository
    next = key
  }

  /// The next message further up; nil past the root.
  mutating func nextOlder() throws -> Message? {
    // A parent that is not above its child would lead around in a circle; the file is damaged.
    guard let key = next, let message = try repository.message(key), message.depth < lastDepth
    else { return nil }
    lastDepth = message.depth
    next = message.parentKey
    return message
  }
}

extension MessageRepository {
  /// The ancestor of a message at a depth, the message itself included, in a logarithmic number of
  /// steps.
  func ancestor(of key: Int64, atDepth depth: Int) throws -> Int64? {
    let statement = try connection.prepare(
      "SELECT depth, parent_id, skip_id FROM message WHERE id = ?1")
    var current = key
    var lastDepth = Int.max
    while true {
      try statement.rebind(current)
      guard try statement.step() else { return nil }
      let step = try statement.withRow { row in
        (
          depth: try row.count(0), parent: try row.optionalInteger(1),
          skip: try row.optionalInteger(2)
        )
      }
      // As in a path, what does not lead upwards is damaged; so is a skip that leads too far.
      guard step.depth >= depth, step.depth < lastDepth else { return nil }
      lastDepth = step.depth
      if step.depth == depth { return current }
      let skips = step.depth - Self.skipLength(atDepth: step.depth) >= depth
      guard let goal = skips ? step.skip : step.parent else { return nil }
      current = goal
    }
  }

  /// How far the skip of a message leads up, which follows from its depth.
  ///
  /// It is the least weight in the depth's skew-binary form, whose weights are the numbers 2ⁿ − 1: that is
  /// what Myers' rule comes to. So the message that it leads to need not be read for its depth.
  static func skipLength(atDepth depth: Int) -> Int {
    guard depth > 0, depth < .max else { return 1 }
    var rest = depth
    while true {
      // The largest weight that fits.
      let weight = (1 << (Int.bitWidth - 1 - (rest + 1).leadingZeroBitCount)) - 1
      rest -= weight
      if rest == 0 { return weight }
    }
  }

  /// The depth of the deepest message that the paths to two messages share; -1 for none.
  ///
  /// Down to it the paths are the same and below it they are not, so it is found by halving.
  func sharedDepth(of one: Int64, and two: Int64) throws -> Int {
    guard let first = try message(one)?.depth, let second = try message(two)?.depth else {
      return -1
    }
    var shared = -1
    var apart = min(first, second) + 1
    while apart - shared > 1 {
      let middle = shared + (apart - shared) / 2
      if let ancestor = try ancestor(of: one, atDepth: middle),
        try self.ancestor(of: two, atDepth: middle) == ancestor
      {
        shared = middle
      } else {
        apart = middle
      }
    }
    return shared
  }

  /// The nearest system or developer message at or above a message.
  func systemKey(atOrAbove key: Int64) throws -> Int64? {
    try connection.first("SELECT system_id FROM message WHERE id = ?1", .integer(key)) {
      try $0.optionalInteger(0)
    } ?? nil
  }
}
