import ChatCompletions
import ChatStore

/// Makes messages and turns of the nodes of a Claude Code session.
struct ClaudeCodeWriter {
  private let tree: ClaudeCodeTree
  private let time: Timestamp
  /// Of each node the last message that it became.
  private(set) var ends: [Int: Identifier<Message>] = [:]

  private let source = ClaudeCodeLog.name

  /// Begins.
  /// - Parameters:
  ///   - tree: The nodes.
  ///   - time: The time of what has none.
  init(tree: ClaudeCodeTree, time: Timestamp) {
    self.tree = tree
    self.time = time
  }

  /// Writes a node; the one above it has been written.
  mutating func write(_ index: Int, to assembly: inout ConversationAssembly) {
    let node = tree.nodes[index]
    let parent = tree.parents[index].flatMap { ends[$0] }
    let above = parent.flatMap { assembly[$0]?.createdAt }
    let time = node.time ?? above ?? self.time
    var rest = parent == nil ? node.place : JSONObject()
    rest.members += node.rest.members
    let notices = tree.notices[index]?.map { JSONValue.object(tree.nodes[$0].rest) }
    rest.keep("before", notices.map(JSONValue.array))
    if node.kind == .user {
      var writer = PieceWriter(node: node.node, source: source, role: .user)
      writer.rest = rest
      writer.writeAnswers(node.blocks, to: &assembly, under: parent, at: time)
      ends[index] = writer.last
      return
    }
    let reply = CutReply(node.blocks, named: node.node, of: .assistant, keepsOpenCalls: true)
    var writer = PieceWriter(node: node.node, source: source, role: .assistant)
    writer.rest = rest
    let pieces = writer.write(reply.pieces, to: &assembly, under: parent, at: time)
    for (number, piece) in pieces.enumerated() {
      let isLast = number == pieces.count - 1
      let sent = number == 0 ? min(above ?? piece.start, piece.start) : piece.start
      let end = isLast ? max(piece.end, node.end ?? piece.end) : piece.end
      assembly.addTurn(making: piece.id, by: node.model, from: sent, to: end) { turn in
        guard isLast else { return }
        turn.finishReason = node.envelope.text("stop_reason")
        turn.usage = Usage(claude: node.envelope["usage"])
        turn.envelope = node.envelope.turnEnvelope
      }
    }
    ends[index] = writer.last
  }
}
