/// The turns of a conversation where they stand in its tree.
struct UsageTree {
  private var parents: [Int64: Int64] = [:]
  private var entries: [Int64: [UsageEntry]] = [:]
  /// The heads and the messages at which ways up from them meet, with the sums from the root to each.
  private var sums: [Int64: [UsageKey: UsageSums]] = [:]
  /// The turns that are on no way up.
  private(set) var rest: [UsageRow.Part] = []

  /// Reads them, as far as they were sent between two days.
  init(
    of conversation: Int64, heads: [Int64], from first: String, through last: String,
    in connection: Connection
  ) throws {
    try connection.forEach(
      "SELECT id, parent_id FROM message WHERE conversation_id = ?1", .integer(conversation)
    ) { row in
      parents[try row.integer(0)] = try row.optionalInteger(1)
      return true
    }
    for entry in try UsageEntry.all(of: conversation, in: connection)
    where entry.key.day >= first && entry.key.day <= last {
      entries[entry.message, default: []].append(entry)
    }
    sumUp(heads)
  }

  /// The sums of the turns from the root to a head, by day and model.
  func parts(upTo head: Int64) -> [UsageRow.Part] {
    (sums[head] ?? [:]).map { UsageRow.Part(key: $0, sums: $1) }
  }

  /// Goes through every message once, however many branches share it.
  private mutating func sumUp(_ heads: [Int64]) {
    var seen: Set<Int64> = []
    var stops = Set(heads)
    for head in heads {
      var message = head
      while seen.insert(message).inserted, let parent = parents[message] { message = parent }
      // Another way up came by here, or this is a root.
      stops.insert(message)
    }
    for (message, entries) in entries where !seen.contains(message) {
      rest += entries.map { UsageRow.Part(key: $0.key, sums: $0.sums) }
    }
    for head in heads {
      // Upwards from stop to stop until one is known, then down again.
      var way: [(stop: Int64, own: [UsageEntry])] = []
      var message: Int64? = head
      while let stop = message, sums[stop] == nil {
        var own: [UsageEntry] = []
        repeat {
          own += message.flatMap { entries[$0] } ?? []
          message = message.flatMap { parents[$0] }
        } while message.map { !stops.contains($0) } ?? false
        // A damaged store's parents may go in a circle.
        sums[stop] = [:]
        way.append((stop, own))
      }
      var above = message.flatMap { sums[$0] } ?? [:]
      for (stop, own) in way.reversed() {
        for entry in own { above[entry.key, default: UsageSums()].add(entry.sums) }
        sums[stop] = above
      }
    }
  }
}
