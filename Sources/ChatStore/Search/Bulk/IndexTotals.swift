/// How many rows an index has, and how many words each of its columns: what relevance is measured by.
///
/// The layout is that of the comments in `fts5_index.c` of SQLite ("Averages record").
struct IndexTotals {
  /// The row of `message_fts_data` that it is in.
  static let row: Int64 = 1

  private var numbers: [Int]

  /// Reads a record, which is empty while the index is; nil when it is damaged.
  init?(_ bytes: [UInt8]) {
    numbers = []
    var rest = bytes[...]
    while !rest.isEmpty {
      guard let (value, end) = Varint.read(rest) else { return nil }
      numbers.append(value)
      rest = rest[end...]
    }
  }

  var bytes: [UInt8] { numbers.flatMap(Varint.bytes) }

  /// Adds those of another index of the same columns; false, and changes nothing, when they are of others.
  mutating func add(_ other: IndexTotals) -> Bool {
    if numbers.isEmpty { numbers = other.numbers.map { _ in 0 } }
    guard numbers.count == other.numbers.count else { return false }
    let sums = zip(numbers, other.numbers).map { $0 + $1 }
    guard sums.allSatisfy({ $0 < 1 << 56 }) else { return false }
    numbers = sums
    return true
  }
}
