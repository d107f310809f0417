/// Normalization Form C as the tokenizers of Qwen apply it, Unicode Standard Annex 15.
///
/// Not utf8proc's, which knows marks that the reference does not know, and would move them.
enum CanonicalComposition {
  /// The composed text; nil if it is the text as it stands.
  static func composed(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    guard let first = firstActive(bytes) else { return nil }
    var composer = Composer(reservingCapacity: bytes.count)
    composer.output.append(contentsOf: bytes[..<first])
    var index = first
    while let (scalar, end) = bytes.scalar(at: index) {
      composer.append(scalar)
      index = end
    }
    composer.flush()
    return composer.output.elementsEqual(bytes) ? nil : composer.output
  }

  /// Where the character is that stands before the first that may change something.
  private static func firstActive(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    let table = CompositionTable.shared
    var last = 0
    var index = 0
    while index < bytes.count {
      let lead = bytes[index]
      if lead < 0x80 {
        last = index
        index &+= 1
        continue
      }
      guard let (scalar, end) = bytes.scalar(at: index) else { return nil }
      if !table.isInert(scalar) { return last }
      last = index
      index = end
    }
    return nil
  }

  /// Puts together what belongs together, as the characters come.
  private struct Composer {
    var output: [UInt8] = []
    private let table = CompositionTable.shared
    /// A character that nothing before it can change, and what follows can.
    private var starter: UInt32?
    /// The starter and what follows it, decomposed; empty while nothing follows.
    private var cluster: [UInt32] = []

    init(reservingCapacity capacity: Int) {
      output.reserveCapacity(capacity)
    }

    mutating func append(_ scalar: UInt32) {
      guard !table.isInert(scalar) else {
        flush()
        starter = scalar
        return
      }
      if cluster.isEmpty, let starter { table.decompose(starter, into: &cluster) }
      table.decompose(scalar, into: &cluster)
    }

    mutating func flush() {
      if cluster.isEmpty {
        if let starter { write(starter) }
      } else {
        order()
        compose()
        for scalar in cluster { write(scalar) }
        cluster.removeAll(keepingCapacity: true)
      }
      starter = nil
    }

    /// Sorts each run of marks by class; equal ones stay as they are.
    private mutating func order() {
      var index = 0
      while index < cluster.count {
        var end = index
        while end < cluster.count, table.combiningClass(cluster[end]) != 0 { end += 1 }
        if end - index > 1 {
          let marks = cluster[index..<end].enumerated().sorted {
            let classes = (table.combiningClass($0.element), table.combiningClass($1.element))
            return classes.0 == classes.1 ? $0.offset < $1.offset : classes.0 < classes.1
          }
          cluster.replaceSubrange(index..<end, with: marks.map(\.element))
        }
        index = max(end, index + 1)
      }
    }

    private mutating func compose() {
      var composed: [UInt32] = []
      var starter: Int?
      // The class of what stands between the starter and the character; nil for nothing.
      var between: UInt8?
      for scalar in cluster {
        let combiningClass = table.combiningClass(scalar)
        let isBlocked = between.map { $0 == 0 || $0 >= combiningClass } ?? false
        if let starter, !isBlocked, let composite = table.composite(composed[starter], scalar) {
          composed[starter] = composite
          continue
        }
        if combiningClass == 0 {
          starter = composed.count
          between = nil
        } else {
          between = combiningClass
        }
        composed.append(scalar)
      }
      cluster = composed
    }

    private mutating func write(_ scalar: UInt32) {
      guard let scalar = Unicode.Scalar(scalar) else { return }
      output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The character at a place of well-formed UTF-8, and where the next one is.
  fileprivate func scalar(at index: Int) -> (scalar: UInt32, end: Int)? {
    guard index < count else { return nil }
    let lead = UInt32(self[index])
    if lead < 0x80 { return (lead, index + 1) }
    let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    guard index + length <= count else { return nil }
    var scalar = lead & (0x7F >> UInt32(length))
    for offset in 1..<length { scalar = scalar << 6 | UInt32(self[index + offset] & 0x3F) }
    return (scalar, index + length)
  }
}
