import ChatCompletions
import ChatStore

/// The nodes of a ChatGPT conversation, parents before children.
struct ChatGPTTree {
  /// The nodes in the order of a walk from the roots, first children first.
  private(set) var nodes: [ChatGPTNode] = []
  /// For each node, where its parent stands in `nodes`.
  private(set) var parents: [Int?] = []
  /// For each node, where its children stand.
  private(set) var children: [[Int]] = []
  private var places: [[UInt8]: Int] = [:]

  /// Builds the tree.
  /// - Throws: `UnreadableConversation` where nodes stand above themselves.
  init(_ mapping: JSONObject) throws {
    var given: [ChatGPTNode] = []
    var named: [[UInt8]: Int] = [:]
    for member in mapping.members where member.value.objectValue != nil {
      let name = Array(member.key.utf8)
      guard named[name] == nil else { continue }
      named[name] = given.count
      given.append(ChatGPTNode(id: member.key, member.value))
    }
    let above = Self.parents(of: given, named)
    let below = Self.children(of: given, named, above)
    var stack = given.indices.reversed().filter { above[$0] == nil }
    var moved = [Int](repeating: 0, count: given.count)
    while let next = stack.popLast() {
      moved[next] = nodes.count
      places[Array(given[next].id.utf8)] = nodes.count
      nodes.append(given[next])
      parents.append(above[next].map { moved[$0] })
      children.append([])
      if let parent = parents[nodes.count - 1] { children[parent].append(nodes.count - 1) }
      stack.append(contentsOf: below[next].reversed())
    }
    guard nodes.count == given.count else {
      let lost = given.first { places[Array($0.id.utf8)] == nil }
      throw UnreadableConversation(
        "The parents of node \(lost?.id.prefix(80) ?? "") lead around in a circle.")
    }
  }

  /// Where a node stands in `nodes`.
  func place(of id: String) -> Int? { places[Array(id.utf8)] }

  /// The earliest time that a node has.
  var firstTime: Timestamp? { nodes.compactMap(\.time).min() }

  /// The parent of each node; where it names none, the node that names it as a child.
  private static func parents(of nodes: [ChatGPTNode], _ named: [[UInt8]: Int]) -> [Int?] {
    var parents = nodes.map { $0.parent.flatMap { named[Array($0.utf8)] } }
    for (index, node) in nodes.enumerated() {
      for child in node.children {
        guard let place = named[Array(child.utf8)], nodes[place].parent == nil, place != index,
          parents[place] == nil
        else { continue }
        parents[place] = index
      }
    }
    return parents
  }

  /// The children of each node: those that it names first, in its order, then the others.
  private static func children(
    of nodes: [ChatGPTNode], _ named: [[UInt8]: Int], _ parents: [Int?]
  ) -> [[Int]] {
    var children = [[Int]](repeating: [], count: nodes.count)
    var isPlaced = [Bool](repeating: false, count: nodes.count)
    for (index, node) in nodes.enumerated() {
      for child in node.children {
        guard let place = named[Array(child.utf8)], parents[place] == index, !isPlaced[place] else {
          continue
        }
        isPlaced[place] = true
        children[index].append(place)
      }
    }
    for (index, parent) in parents.enumerated() where !isPlaced[index] {
      if let parent { children[parent].append(index) }
    }
    return children
  }
}
