/// How much of each `ScriptClass` a text holds: all that an estimate needs to know of it.
///
/// A store keeps it beside the text, so that a better set of rates, or one learned from the usage
/// an endpoint reported, is applied by arithmetic and no text is read again. Histograms of two
/// texts add up to that of both, except for what stands at the seam.
public struct ScriptHistogram: Sendable, Equatable {
  /// The counts in the order of `ScriptClass`, never negative, one for each class.
  private var values: [Int]

  /// The histogram of an empty text.
  public static let zero = ScriptHistogram()

  /// The histogram of an empty text.
  public init() {
    values = [Int](repeating: 0, count: ScriptClass.allCases.count)
  }

  /// Counts the classes of a text in one pass.
  public init(_ text: String) {
    self.init(utf8: text.utf8)
  }

  /// Counts the classes of bytes that should be UTF-8; those that are not have their own class.
  public init(utf8 bytes: some Collection<UInt8>) {
    self.init()
    if bytes.withContiguousStorageIfAvailable({ count(in: $0.span) }) == nil {
      count(in: Array(bytes).span)
    }
  }

  /// Restores what `counts` gave.
  ///
  /// - Returns: `nil` when a count is negative, or when there are more counts than classes, as a
  ///   newer version might have stored.
  public init?(counts: [Int]) {
    guard counts.count <= ScriptClass.allCases.count, counts.allSatisfy({ $0 >= 0 }) else {
      return nil
    }
    self.init()
    values.replaceSubrange(..<counts.count, with: counts)
  }

  /// The counts in the order of `ScriptClass`, without the zeros at the end.
  public var counts: [Int] {
    Array(values[..<((values.lastIndex { $0 != 0 } ?? -1) + 1)])
  }

  /// The count of one class.
  public subscript(_ scriptClass: ScriptClass) -> Int {
    values[scriptClass.rawValue]
  }

  /// The sum, class by class, saturating.
  public static func + (left: ScriptHistogram, right: ScriptHistogram) -> ScriptHistogram {
    var sum = left
    sum += right
    return sum
  }

  /// Adds class by class, saturating.
  public static func += (left: inout ScriptHistogram, right: ScriptHistogram) {
    for index in left.values.indices {
      left.values[index] = left.values[index].addingSaturated(right.values[index])
    }
  }

  private mutating func count(in bytes: Span<UInt8>) {
    var walk = ScriptWalk()
    walk.consume(bytes)
    for index in values.indices { values[index] = walk.counts[index] }
  }
}
