import ChatStore

/// The names of the branches that end at each message of a tree.
struct BranchNames {
  private var names: [Int: [String]] = [:]

  init(_ branches: [(name: String, head: Identifier<Message>?)], in shape: TreeShape) {
    let heads = Set(branches.compactMap(\.head))
    var places: [Identifier<Message>: Int] = [:]
    for (place, node) in shape.nodes.enumerated() where heads.contains(node.id) {
      places[node.id] = place
    }
    for branch in branches {
      if let place = branch.head.flatMap({ places[$0] }) {
        names[place, default: []].append(branch.name)
      }
    }
  }

  /// The branches that end at some messages.
  func names(at places: some Sequence<Int>) -> [String] {
    places.flatMap { names[$0] ?? [] }
  }
}
