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
      ends[index] = write(
        node, rest, answers: tree.answers(index), to: &assembly, under: parent, at: time)
      return
    }
    let reply = ClaudeReply(node.blocks, named: node.node, of: .assistant, keepsOpenCalls: true)
    var writer = ClaudeWriter(node: node.node, source: source, role: .assistant)
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

  /// Writes what came from the user's side: results of tools, and words.
  private func write(
    _ node: ClaudeCodeNode, _ rest: JSONObject, answers: Bool,
    to assembly: inout ConversationAssembly, under parent: Identifier<Message>?, at time: Timestamp
  ) -> Identifier<Message>? {
    var rest = rest
    var last = parent
    var part = 0
    var words: [ClaudeBlock] = []
    for block in node.blocks {
      guard answers, case .result(let id?, _, let text) = block.kind else {
        words.append(block)
        continue
      }
      // What the program knows of the result belongs to the first; most lines have one.
      var kept = rest
      kept.keep("content", block.rest.map { .array([$0]) })
      rest = JSONObject()
      last = assembly.add(
        MessageContent(role: .tool, text: text, toolCallID: id, extras: kept.extras(of: source)),
        as: node.node, part: part, under: last, at: time)
      part += 1
    }
    guard !words.isEmpty || part == 0 else { return last }
    var writer = ClaudeWriter(node: node.node, source: source, role: .user)
    writer.rest = rest
    writer.firstPart = part
    let reply = ClaudeReply(words, named: node.node, of: .user, keepsOpenCalls: false)
    _ = writer.write(reply.pieces, to: &assembly, under: last, at: time)
    return writer.last
  }
}
