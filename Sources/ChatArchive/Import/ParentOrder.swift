/// The order in which the nodes of a tree are stored: parents before children, else as they came.
struct ParentOrder {
  /// The nodes' indices, in order.
  let indices: [Int]

  /// Puts nodes in order.
  /// - Parameter parents: Of each node its parent's index; nil for a root.
  /// - Throws: `UnreadableConversation` when nodes are their own ancestors.
  init(parents: [Int?]) throws(UnreadableConversation) {
    var indices: [Int] = []
    indices.reserveCapacity(parents.count)
    var isPlaced = [Bool](repeating: false, count: parents.count)
    var isAbove = isPlaced
    var way: [Int] = []
    for start in parents.indices {
      var next: Int? = start
      while let node = next, parents.indices.contains(node), !isPlaced[node] {
        guard !isAbove[node] else {
          throw UnreadableConversation("Its messages stand above one another in a circle.")
        }
        isAbove[node] = true
        way.append(node)
        next = parents[node]
      }
      while let node = way.popLast() {
        isPlaced[node] = true
        indices.append(node)
      }
    }
    self.indices = indices
  }
}
