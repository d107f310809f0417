/// How long first tokens took: how many turns there were for each time, to two digits.
///
/// A person reads two digits, and with them the times of a million turns are a few hundred numbers. The
/// median of rounded times is the rounded median.
public struct FirstTokenTimes: Sendable, Equatable {
  /// Milliseconds, ascending, and how many turns took so long.
  private(set) var counts: [(milliseconds: Int, turns: Int)] = []

  /// None.
  public init() {}

  /// How many turns there are.
  public var turns: Int { counts.reduce(0) { $0.addingReportingOverflow($1.turns).partialValue } }

  /// The time within which a share of all turns had their first token, in milliseconds, by the method of
  /// the nearest rank; nil where there is no turn.
  public func percentile(_ share: Double) -> Int? {
    let rank = max(1, Int((share * Double(turns)).rounded(.up)))
    var seen = 0
    return counts.first { count in
      seen = seen.addingReportingOverflow(count.turns).partialValue
      return seen >= rank
    }?.milliseconds
  }

  /// Whether both have the same times equally often.
  public static func == (one: FirstTokenTimes, two: FirstTokenTimes) -> Bool {
    one.counts.elementsEqual(two.counts) { $0 == $1 }
  }

  /// The time that stands for another one: to two digits, at most a thousand seconds.
  static func rounded(_ milliseconds: Int64) -> Int {
    var unit: Int64 = 1
    while unit < 10_000, milliseconds >= unit * 100 { unit *= 10 }
    guard milliseconds < 1_000_000 else { return 1_000_000 }
    return Int((max(0, milliseconds) + unit / 2) / unit * unit)
  }

  mutating func add(milliseconds: Int64) {
    var one = FirstTokenTimes()
    one.counts = [(Self.rounded(milliseconds), 1)]
    add(one)
  }

  mutating func add(_ other: FirstTokenTimes) {
    merge(other) { $0.addingReportingOverflow($1).partialValue }
  }

  mutating func subtract(_ other: FirstTokenTimes) { merge(other) { max(0, $0 - $1) } }

  private mutating func merge(_ other: FirstTokenTimes, _ combine: (Int, Int) -> Int) {
    guard !other.counts.isEmpty else { return }
    var merged: [(milliseconds: Int, turns: Int)] = []
    merged.reserveCapacity(counts.count + other.counts.count)
    var rest = other.counts[...]
    func append(_ milliseconds: Int, _ turns: Int) {
      if turns > 0 { merged.append((milliseconds, turns)) }
    }
    for count in counts {
      while let next = rest.first, next.milliseconds < count.milliseconds {
        append(next.milliseconds, combine(0, next.turns))
        rest.removeFirst()
      }
      if let next = rest.first, next.milliseconds == count.milliseconds {
        append(count.milliseconds, combine(count.turns, next.turns))
        rest.removeFirst()
      } else {
        append(count.milliseconds, count.turns)
      }
    }
    for next in rest { append(next.milliseconds, combine(0, next.turns)) }
    counts = merged
  }
}

extension FirstTokenTimes {
  /// The column's text: `milliseconds:turns` with blanks between.
  var text: String { counts.map { "\($0.milliseconds):\($0.turns)" }.joined(separator: " ") }

  /// Reads the column's text; what is no such text is nothing.
  init(text: String) {
    var text = text
    counts = text.withUTF8 { bytes in
      var counts: [(milliseconds: Int, turns: Int)] = []
      var number = 0
      var first: Int?
      func end() {
        if let first, number > 0, counts.last.map({ $0.milliseconds < first }) ?? true {
          counts.append((first, number))
        }
      }
      for byte in bytes {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
          guard number < 1 << 48 else { return [] }
          number = number * 10 + Int(byte - UInt8(ascii: "0"))
        case UInt8(ascii: ":"):
          first = number
          number = 0
        case UInt8(ascii: " "):
          end()
          first = nil
          number = 0
        default: return []
        }
      }
      end()
      return counts
    }
  }
}
