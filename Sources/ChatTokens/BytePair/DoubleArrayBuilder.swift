/// Builds the double array of a packed vocabulary's trie.
struct DoubleArrayBuilder {
  private(set) var units: [UInt32] = []
  /// Places that are taken as the offset of some node: two nodes with one offset would share children.
  private var usedOffsets: [Bool] = []
  /// Free units, as a list in the order of their places.
  private var firstFree = 0
  private var nextFree: [Int32] = []
  private var previousFree: [Int32] = []

  /// Makes the trie.
  ///
  /// Nodes near the root come first, so that what every text needs lies in few pages.
  /// - Parameters:
  ///   - tokens: The tokens' bytes, sorted.
  ///   - values: The token of each.
  /// - Returns: The units, the root first.
  static func units(tokens: [ArraySlice<UInt8>], values: [UInt32]) -> [UInt32] {
    var builder = DoubleArrayBuilder()
    builder.grow()
    builder.take(0)
    builder.build(tokens, values)
    return builder.units
  }

  private mutating func build(_ tokens: [ArraySlice<UInt8>], _ values: [UInt32]) {
    struct Node {
      var unit: Int
      var label: UInt32
      var range: Range<Int>
      var depth: Int
    }
    var nodes = [Node(unit: 0, label: TrieUnit.unused.label, range: tokens.indices, depth: 0)]
    var next = 0
    while next < nodes.count {
      let node = nodes[next]
      next += 1
      func byte(_ index: Int) -> UInt8? {
        let token = tokens[index]
        let place = token.startIndex + node.depth
        return place < token.endIndex ? token[place] : nil
      }
      // Tokens are sorted, so the one that ends here is the first.
      let ends = byte(node.range.lowerBound) == nil
      if ends && node.range.count == 1 {
        units[node.unit] =
          TrieUnit(label: node.label, payload: values[node.range.lowerBound], isLeaf: true).rawValue
        continue
      }
      var children: [(label: UInt32, range: Range<Int>)] = []
      if ends {
        children.append((TrieUnit.value, node.range.lowerBound..<node.range.lowerBound + 1))
      }
      var start = node.range.lowerBound + (ends ? 1 : 0)
      while start < node.range.upperBound, let label = byte(start) {
        var end = start + 1
        while end < node.range.upperBound, byte(end) == label { end += 1 }
        children.append((UInt32(label), start..<end))
        start = end
      }
      let offset = offset(for: children.map(\.label))
      usedOffsets[offset] = true
      units[node.unit] =
        TrieUnit(label: node.label, payload: UInt32(offset), hasValue: ends).rawValue
      for child in children {
        let unit = offset ^ Int(child.label)
        take(unit)
        if child.label == TrieUnit.value {
          units[unit] =
            TrieUnit(
              label: TrieUnit.value, payload: values[child.range.lowerBound], isLeaf: true
            ).rawValue
        } else {
          nodes.append(
            Node(unit: unit, label: child.label, range: child.range, depth: node.depth + 1))
        }
      }
    }
  }

  /// A place where all of the labels lead to free units.
  private mutating func offset(for labels: [UInt32]) -> Int {
    let first = Int(labels[0])
    var free = firstFree
    var tries = 0
    while free != -1, tries < 4096 {
      let candidate = free ^ first
      if !usedOffsets[candidate],
        labels.allSatisfy({ nextFree[candidate ^ Int($0)] != Self.taken })
      {
        return candidate
      }
      free = Int(nextFree[free])
      tries += 1
    }
    let start = units.count
    grow()
    return start
  }

  private static let taken: Int32 = -2
  private static let block = 512

  private mutating func take(_ unit: Int) {
    let (previous, next) = (previousFree[unit], nextFree[unit])
    if previous >= 0 { nextFree[Int(previous)] = next } else { firstFree = Int(next) }
    if next >= 0 { previousFree[Int(next)] = previous } else { lastFree = Int(previous) }
    nextFree[unit] = Self.taken
  }

  private var lastFree = -1

  private mutating func grow() {
    let start = units.count
    units += Array(repeating: TrieUnit.unused.rawValue, count: Self.block)
    usedOffsets += Array(repeating: false, count: Self.block)
    for unit in start..<start + Self.block {
      previousFree.append(Int32(unit == start ? lastFree : unit - 1))
      nextFree.append(unit == start + Self.block - 1 ? -1 : Int32(unit + 1))
    }
    if lastFree >= 0 { nextFree[lastFree] = Int32(start) } else { firstFree = start }
    lastFree = start + Self.block - 1
  }
}
