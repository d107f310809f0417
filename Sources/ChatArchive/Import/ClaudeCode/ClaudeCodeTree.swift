import ChatCompletions

/// How the messages of a Claude Code session stand above one another.
///
/// The lines are linked one by one. Here only messages are, and the results of calls that were made at once
/// follow one another, though each hangs under its own call.
struct ClaudeCodeTree {
  let nodes: [ClaudeCodeNode]
  /// The nodes in the order in which they are written.
  private(set) var order: [Int] = []
  /// Of each message the one above; nil for a root, and for what is none.
  private(set) var parents: [Int?]
  /// Of each message the lines that stand between it and the one above.
  private(set) var notices: [Int: [Int]] = [:]
  /// Of an answer with calls the last of their results.
  private var tails: [Int: Int] = [:]
  /// Of results the answer that asked for them.
  private var askers: [Int: Int] = [:]

  /// Links the nodes.
  /// - Parameters:
  ///   - nodes: The nodes in the order of the file.
  ///   - places: Which node lines became, by their names.
  /// - Throws: `UnreadableConversation` when lines stand above one another in a circle.
  init(_ nodes: [ClaudeCodeNode], places: [[UInt8]: Int]) throws {
    self.nodes = nodes
    let above = nodes.enumerated().map { index, node -> Int? in
      let place = node.parent.flatMap { places[$0.bytes] }
      // Of an answer a later line may be above an earlier one.
      return place == index && node.kind == .assistant ? nil : place
    }
    let lines = try ParentOrder(parents: above)
    parents = [Int?](repeating: nil, count: nodes.count)
    // Notices come after what is above them, so one step up is enough.
    var between: [Int: [Int]] = [:]
    for index in lines.indices {
      guard let line = above[index] else { continue }
      if nodes[line].isMessage {
        parents[index] = line
      } else {
        parents[index] = parents[line]
        between[index] = (between[line] ?? []) + (nodes[line].rest.members.isEmpty ? [] : [line])
      }
    }
    notices = between.filter { nodes[$0.key].isMessage && !$0.value.isEmpty }
    joinResults()
    order = try ParentOrder(parents: parents).indices.filter { nodes[$0].isMessage }
  }

  private mutating func joinResults() {
    var open: [Int: Set<[UInt8]>] = [:]
    for index in nodes.indices {
      let results = nodes[index].results.map(\.bytes)
      guard nodes[index].kind == .user, !results.isEmpty, let parent = parents[index] else {
        continue
      }
      let asker = askers[parent] ?? parent
      let calls = open[asker] ?? Set(nodes[asker].calls.map(\.bytes))
      guard calls.isSuperset(of: results) else { continue }
      open[asker] = calls.subtracting(results)
      parents[index] = tails[asker] ?? asker
      tails[asker] = index
      askers[index] = asker
    }
    for index in nodes.indices where askers[index] == nil {
      if let parent = parents[index] { parents[index] = tail(of: parent) }
    }
  }

  /// The last of the results that stand together; for anything else the message itself.
  func tail(of index: Int) -> Int {
    askers[index].flatMap { tails[$0] } ?? index
  }
}
