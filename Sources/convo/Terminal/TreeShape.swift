/// The edges of a message tree, by position in an array in the order of ids.
///
/// Any array of nodes makes a shape: a parent that is missing makes a root, and of a cycle the node
/// with the smallest id becomes one. Building it takes linear time once the nodes are sorted, and no
/// recursion: a tree may be a million messages deep.
struct TreeShape {
  /// The nodes in the order of their ids.
  let nodes: [TreeNode]
  /// The positions of the nodes that nothing precedes, in order.
  private(set) var roots: [Int] = []
  /// The children of node `i` are `children[firstChild[i]..<firstChild[i + 1]]`.
  private var firstChild: [Int]
  private var children: [Int]
  private let parents: [Int?]

  init(_ unordered: [TreeNode]) {
    let isSorted = zip(unordered, unordered.dropFirst()).allSatisfy { $0.id <= $1.id }
    nodes = isSorted ? unordered : unordered.sorted { $0.id < $1.id }
    var positions: [Int64: Int] = [:]
    positions.reserveCapacity(nodes.count)
    for (position, node) in nodes.enumerated() where positions[node.id] == nil {
      positions[node.id] = position
    }
    var parents = nodes.map { $0.parent.flatMap { positions[$0] } }
    Self.cutCycles(&parents)
    self.parents = parents

    // A counting sort by parent keeps the order of ids among the children of each.
    firstChild = Array(repeating: 0, count: nodes.count + 1)
    for case .some(let parent) in parents { firstChild[parent + 1] += 1 }
    for position in nodes.indices { firstChild[position + 1] += firstChild[position] }
    children = Array(repeating: 0, count: firstChild.last ?? 0)
    var next = firstChild
    for (position, parent) in parents.enumerated() {
      if let parent {
        children[next[parent]] = position
        next[parent] += 1
      } else {
        roots.append(position)
      }
    }
  }

  /// The positions of the messages that follow the one at `position`, older first.
  func children(of position: Int) -> ArraySlice<Int> {
    children[firstChild[position]..<firstChild[position + 1]]
  }

  /// Whether nothing precedes the message at `position`.
  func isRoot(_ position: Int) -> Bool { parents[position] == nil }

  /// Makes the smallest node of each cycle a root.
  private static func cutCycles(_ parents: inout [Int?]) {
    // In which walk a node was met first. A walk that meets itself has found a cycle; one that meets
    // an older walk has not. Each node is walked from once.
    var walks = Array(repeating: -1, count: parents.count)
    for start in parents.indices {
      var at: Int? = start
      while let position = at, walks[position] < 0 {
        walks[position] = start
        at = parents[position]
      }
      guard let met = at, walks[met] == start else { continue }
      var smallest = met
      var position = parents[met]
      while let next = position, next != met {
        smallest = min(smallest, next)
        position = parents[next]
      }
      parents[smallest] = nil
    }
  }
}
