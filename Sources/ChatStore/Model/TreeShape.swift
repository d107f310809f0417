/// How the messages of a conversation stand to each other, without what they say.
///
/// The order depends on nothing but what the messages are: by depth, then by UUID; children stand in the order
/// in which they were made. Two stores with the same conversation give the same shape.
package struct TreeShape: Sendable {
  /// A message's place.
  package struct Node: Sendable {
    /// The message.
    package let id: Identifier<Message>
    /// The place of the message above, which is less than its own; nil for a root.
    package let parent: Int?
    /// Who speaks.
    package let role: Role
    /// When it was stored first.
    package let createdAt: Timestamp
    /// True when it is preferred to its siblings.
    package let isPreferred: Bool
  }

  /// Every message, parents before children.
  package let nodes: [Node]
  /// The places of all roots and then of all children of each node, one after another.
  private let offspring: [Int]
  /// Where in `offspring` the children of each node begin; one more for the end of the last.
  private let starts: [Int]

  package init(_ nodes: [Node]) {
    self.nodes = nodes
    // Counted, summed up, and put where they belong, without an array for each node.
    var starts = [Int](repeating: 0, count: nodes.count + 2)
    for node in nodes { starts[(node.parent ?? -1) + 2] += 1 }
    for index in 1..<starts.count { starts[index] += starts[index - 1] }
    var free = starts
    var offspring = [Int](repeating: 0, count: nodes.count)
    for (place, node) in nodes.enumerated() {
      let slot = (node.parent ?? -1) + 1
      offspring[free[slot]] = place
      free[slot] += 1
    }
    for slot in 0..<starts.count - 1 where starts[slot + 1] - starts[slot] > 1 {
      // Equal times leave them in the order of their UUIDs.
      offspring[starts[slot]..<starts[slot + 1]].sort {
        (nodes[$0].createdAt, $0) < (nodes[$1].createdAt, $1)
      }
    }
    self.offspring = offspring
    self.starts = starts
  }

  /// The places of the messages under a place, oldest first; with nil, those of the roots.
  package func children(of place: Int?) -> ArraySlice<Int> {
    let slot = (place ?? -1) + 1
    return offspring[starts[slot]..<starts[slot + 1]]
  }

  /// The places of the messages under which nothing stands.
  package var leaves: [Int] {
    nodes.indices.filter { children(of: $0).isEmpty }
  }

  /// The places from the root to a place, it included.
  package func path(to place: Int) -> [Int] {
    var path = [place]
    var next = nodes[place].parent
    while let place = next {
      path.append(place)
      next = nodes[place].parent
    }
    return path.reversed()
  }
}
