/// Numbers in a row, whose least is known at any time, and where it first stands.
///
/// A tournament (Knuth, TAOCP 3, §5.2.3): every node has the lesser of its two children, the numbers are
/// the leaves. Changing one takes as many steps as the tree is high, and far fewer where the others
/// are less.
struct MinimumTree: ~Copyable {
  /// More than any number.
  static let none = UInt32.max

  /// The root is at 1, the children of a node at twice its place and behind that.
  private var nodes: UnsafeMutablePointer<UInt32>
  /// How many leaves there is room for, and how many are in use: powers of two.
  private var capacity = 256
  private var width = 1

  init() { nodes = .allocate(capacity: 2 &* capacity) }

  deinit { nodes.deallocate() }

  /// Begins with other numbers, all of them `none` until they are put in place with `fill`.
  mutating func reset(count: Int) {
    width = 1
    while width < count { width &*= 2 }
    if width > capacity {
      nodes.deallocate()
      capacity = width
      nodes = .allocate(capacity: 2 &* capacity)
    }
    (nodes + width).update(repeating: Self.none, count: width)
  }

  /// Puts a number in place, before `build`.
  @inline(__always)
  mutating func fill(_ index: Int, _ number: UInt32) { nodes[width &+ index] = number }

  /// Finds the least of all numbers.
  mutating func build() {
    var node = width &- 1
    while node > 0 {
      nodes[node] = min(nodes[2 &* node], nodes[2 &* node &+ 1])
      node &-= 1
    }
  }

  /// The least number.
  @inline(__always)
  var least: UInt32 { nodes[1] }

  /// The first place of the least number.
  @inline(__always)
  var first: Int {
    let least = nodes[1]
    var node = 1
    while node < width {
      node &*= 2
      if nodes[node] != least { node &+= 1 }
    }
    return node &- width
  }

  /// Changes a number.
  @inline(__always)
  mutating func update(_ index: Int, _ number: UInt32) {
    var node = width &+ index
    var number = number
    while nodes[node] != number {
      nodes[node] = number
      if node == 1 { return }
      number = min(number, nodes[node ^ 1])
      node &>>= 1
    }
  }
}
