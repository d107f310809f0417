/// Tells which messages are in the trash while a whole tree is read, parents before children.
struct HiddenKeys {
  private var keys: Set<Int64>

  init(_ marks: [(message: Int64, depth: Int)]) {
    keys = Set(marks.map(\.message))
  }

  /// True for a message that is marked or stands below one that is; asked in the tree's order.
  mutating func contains(_ key: Int64, below parent: Int64?) -> Bool {
    if keys.isEmpty { return false }
    if keys.contains(key) { return true }
    guard let parent, keys.contains(parent) else { return false }
    keys.insert(key)
    return true
  }

  /// The same of a message that has been asked for with its parent before.
  func contains(_ key: Int64) -> Bool { keys.contains(key) }
}
