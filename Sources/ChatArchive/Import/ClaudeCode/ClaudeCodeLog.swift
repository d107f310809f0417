package import ChatCompletions
import ChatStore

/// A session that Claude Code keeps in `~/.claude/projects`, one line for each event.
///
/// The format is not documented; it was read from what public programs make of it, among them
/// <https://github.com/daaain/claude-code-log> and
/// <https://github.com/ticpu/claude-conversation-search-mcp/blob/main/docs/jsonl-format.md>.
///
/// A session that was resumed repeats the earlier one's lines in its own file. All lines of a file belong to
/// the session of its first message, under the names that they have there, so that the earlier session is
/// continued and not doubled.
package struct ClaudeCodeLog: ConversationLog {
  package static let name = "claude-code"

  private let surroundings: ImportSurroundings
  private var nodes: [ClaudeCodeNode] = []
  /// Where the lines of a name went; an answer of the model has many lines.
  private var places: [[UInt8]: Int] = [:]
  private var replies: [[UInt8]: Int] = [:]
  private var titles = ClaudeCodeTitles()
  private var updatedAt: Timestamp?

  package init(in surroundings: ImportSurroundings) {
    self.surroundings = surroundings
  }

  package static func recognizes(_ line: JSONObject) -> Bool {
    guard let type = line.text("type"), line["payload"] == nil else { return false }
    return switch type {
    case "user", "assistant", "system":
      line.text("sessionId") != nil || (line.text("uuid") != nil && line["parentUuid"] != nil)
    case "summary": line.text("leafUuid") != nil
    case "file-history-snapshot": line["snapshot"] != nil
    default: line.text("sessionId") != nil
    }
  }

  package mutating func add(_ line: JSONObject) {
    titles.add(line)
    guard var node = ClaudeCodeNode(line, at: nodes.count) else { return }
    let key = node.name.bytes
    // A file that was written twice over has lines twice.
    guard places[key] == nil else { return }
    if let reply = node.replyKey {
      if let place = replies[reply] {
        nodes[place].add(node)
        places[key] = place
        return note(node)
      }
      replies[reply] = nodes.count
    }
    if node.follows { node.parent = nodes.last { $0.isSidechain == node.isSidechain }?.name }
    places[key] = nodes.count
    if let original = node.original?.bytes, places[original] == nil {
      places[original] = nodes.count
    }
    nodes.append(node)
    note(node)
  }

  private mutating func note(_ node: ClaudeCodeNode) {
    if let time = node.time { updatedAt = max(updatedAt ?? time, time) }
  }

  package func conversation() throws -> ImportedConversation? {
    guard let first = nodes.first(where: \.isMessage) else { return nil }
    let session = nodes.lazy.compactMap(\.session).first ?? "#\(first.name)"
    // What stands above the first line is in another file, perhaps with another end.
    let isTorn = first.parent.map { places[$0.bytes] == nil } ?? false
    let identity = isTorn ? "\(session)#\(first.name)" : session
    let tree = try ClaudeCodeTree(nodes, places: places)
    var assembly = ConversationAssembly(source: Self.name, identity: identity)
    var writer = ClaudeCodeWriter(tree: tree, time: first.time ?? surroundings.time)
    for index in tree.order { writer.write(index, to: &assembly) }
    for index in nodes.indices.reversed() {
      guard nodes[index].isSidechain, let agent = nodes[index].agent,
        let end = writer.ends[tree.tail(of: index)]
      else { continue }
      assembly.addBranch("agent-\(agent)", head: end)
    }
    let isOnlyAgents = nodes.allSatisfy { !$0.isMessage || $0.isSidechain }
    let hasNames = nodes.contains { $0.agent != nil }
    let main = nodes.indices.last {
      nodes[$0].isMessage && (isOnlyAgents ? !hasNames : !nodes[$0].isSidechain)
    }
    return assembly.conversation(
      title: titles.title(places), from: nil, to: updatedAt,
      head: main.flatMap { writer.ends[tree.tail(of: $0)] })
  }
}
