import ChatStore

/// The messages of a tree as runs: pieces of a branch with no fork in them.
///
/// They come chain by chain, the branch that is shown first in front. The runs of any branch then stand in the
/// order in which they are read, so that a page shows another branch by hiding what does not belong to it.
struct PageRuns {
  /// A piece of a branch.
  struct Run {
    /// Its messages.
    var places: [Int]
    /// Which run it continues; nil at a root.
    var parent: Int?
    /// Which chain it is a piece of.
    var chain: Int
    /// Which run it is continued by where nobody chooses another; nil at the end of what is shown.
    var next: Int?
    /// Whether it belongs to the branch that is shown first.
    var isShown: Bool
  }

  /// A branch from where it forks.
  struct Chain {
    /// Its first message.
    var first: Int
    /// The message whose beginning tells what it is about: the first that gives no instructions.
    var subject: Int
    /// How many messages it has.
    var count: Int
    /// From how many others it forks in turn.
    var depth: Int
    /// The names of the branches that end in it.
    var names: [String]
    /// Whether others fork from it.
    var hasForks = false
  }

  /// The runs.
  private(set) var runs: [Run] = []
  /// The chains.
  private(set) var chains: [Chain] = []

  init(_ order: TreeOrder, names: BranchNames) {
    let shape = order.shape
    var runOf = [Int](repeating: 0, count: shape.nodes.count)
    order.forEachChain { chain in
      let above = chain.fork.map { runOf[$0] }
      let depth = above.map { chains[runs[$0].chain].depth + 1 } ?? 0
      if let above { chains[runs[above].chain].hasForks = true }
      let number = chains.count
      chains.append(
        Chain(
          first: chain.places.first ?? 0,
          subject: chain.places.first { !shape.nodes[$0].role.isInstruction } ?? 0,
          count: chain.places.count, depth: depth,
          names: names.names(at: chain.places)))
      var parent = above
      var isShown = number == 0
      var places: [Int] = []
      for place in chain.places {
        places.append(place)
        runOf[place] = runs.count
        guard shape.children(of: place).count != 1 || place == order.head else { continue }
        let isEnd = place == order.head || shape.children(of: place).isEmpty
        runs.append(
          Run(
            places: places, parent: parent, chain: number, next: isEnd ? nil : runs.count + 1,
            isShown: isShown))
        parent = runs.count - 1
        places = []
        if place == order.head { isShown = false }
      }
    }
  }
}
