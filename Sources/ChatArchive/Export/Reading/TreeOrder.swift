import ChatStore

/// In which order the messages of a tree are read: the branch that is asked for first.
struct TreeOrder {
  /// The tree.
  let shape: TreeShape
  /// Where the branch that comes first ends; nil without messages.
  let head: Int?
  private let isOnPath: [Bool]

  init(_ shape: TreeShape, head id: Identifier<Message>?) {
    self.shape = shape
    head = id.flatMap { id in shape.nodes.firstIndex { $0.id == id } } ?? shape.nodes.indices.last
    var isOnPath = [Bool](repeating: false, count: shape.nodes.count)
    for place in head.map(shape.path) ?? [] { isOnPath[place] = true }
    self.isOnPath = isOnPath
  }

  /// Where reading goes on from a message, or begins: on the way to the head, else with the child that is
  /// preferred, else with the newest.
  func continuation(of place: Int?) -> Int? {
    let children = shape.children(of: place)
    return children.first { isOnPath[$0] } ?? children.last { shape.nodes[$0].isPreferred }
      ?? children.last
  }

  /// The children of a message, that with which reading goes on first.
  func children(of place: Int?) -> [Int] {
    guard let first = continuation(of: place) else { return [] }
    return [first] + shape.children(of: place).filter { $0 != first }
  }

  /// A chain of messages under each other, down to a leaf.
  struct Chain {
    /// The message under which it forks from another; nil for a root.
    let fork: Int?
    /// Its messages.
    let places: [Int]
  }

  /// Lends every chain: that of the head first, then those that fork from it, from the top down, each with
  /// those that fork from itself.
  func forEachChain(_ body: (Chain) throws -> Void) rethrows {
    var starts = Array(children(of: nil).reversed())
    while let start = starts.popLast() {
      var places: [Int] = []
      var forks: [Int] = []
      var next: Int? = start
      while let place = next {
        places.append(place)
        let children = children(of: place)
        forks += children.dropFirst()
        next = children.first
      }
      starts += forks.reversed()
      try body(Chain(fork: shape.nodes[start].parent, places: places))
    }
  }
}
