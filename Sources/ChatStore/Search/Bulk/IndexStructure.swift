/// FTS5's list of the segments of an index, and where each stands.
///
/// The layout is that of the comments in `fts5_index.c` of SQLite ("Structure record").
struct IndexStructure {
  /// The pages of a segment, numbered from `first` to `last`.
  struct Segment {
    var id: Int
    var first: Int
    var last: Int
  }

  /// Segments of about the same size, oldest first.
  struct Level {
    /// How many of them a merge that has begun is reading.
    var merging: Int
    var segments: [Segment]
  }

  /// The row of `message_fts_data` that it is in.
  static let row: Int64 = 10

  /// A number that changes with the configuration.
  private let cookie: [UInt8]
  /// How many pages were ever written to level 0.
  private let written: Int
  private(set) var levels: [Level]

  /// Reads a record; nil when it is damaged, or of a kind that other indexes than ours have.
  init?(_ bytes: [UInt8]) {
    guard bytes.count >= 4 else { return nil }
    cookie = Array(bytes[..<4])
    var rest = bytes[4...]
    func next() -> Int? {
      guard let (value, end) = Varint.read(rest) else { return nil }
      rest = rest[end...]
      return value
    }
    guard let levelCount = next(), let segmentCount = next(), let written = next(),
      levelCount <= Self.mostLevels, segmentCount <= Self.mostSegments
    else { return nil }
    self.written = written
    levels = []
    for _ in 0..<levelCount {
      guard let merging = next(), let count = next(), count <= segmentCount else { return nil }
      var segments: [Segment] = []
      for _ in 0..<count {
        guard let id = next(), let first = next(), let last = next() else { return nil }
        segments.append(Segment(id: id, first: first, last: last))
      }
      levels.append(Level(merging: merging, segments: segments))
    }
    guard rest.isEmpty, self.segmentCount == segmentCount else { return nil }
  }

  /// The record.
  var bytes: [UInt8] {
    var numbers = [levels.count, segmentCount, written]
    for level in levels {
      numbers += [level.merging, level.segments.count]
      for segment in level.segments { numbers += [segment.id, segment.first, segment.last] }
    }
    return cookie + numbers.flatMap(Varint.bytes)
  }

  var segments: [Segment] { levels.flatMap(\.segments) }

  private var segmentCount: Int { levels.reduce(0) { $0 + $1.segments.count } }

  /// A number that no segment has; nil when there are as many segments as FTS5 allows.
  var freeID: Int? {
    let taken = Set(segments.map(\.id))
    return (1...Self.mostSegments).first { !taken.contains($0) }
  }

  /// Adds a segment that is newer than all others.
  ///
  /// What a newer segment says of a row counts, and the newest is the last one of the lowest level that has
  /// any. So it goes there, or to the level where segments of its size are, if that is below.
  mutating func append(_ segment: Segment, level wanted: Int) {
    let lowest = levels.firstIndex { !$0.segments.isEmpty } ?? wanted
    let level = min(wanted, lowest)
    while levels.count <= level { levels.append(Level(merging: 0, segments: [])) }
    levels[level].segments.append(segment)
  }

  // `FTS5_MAX_SEGMENT` and `FTS5_MAX_LEVEL`.
  private static let mostSegments = 2000
  private static let mostLevels = 64
}
