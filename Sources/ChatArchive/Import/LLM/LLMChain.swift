import ChatCompletions
import ChatStore

/// Makes messages of llm's chains, each message once.
struct LLMChain {
  private let database: ForeignDatabase
  private let content: LLMContent
  /// Of each hash the last message that it became.
  private var ends: [[UInt8]: Identifier<Message>] = [:]

  init(_ database: ForeignDatabase, _ content: LLMContent) {
    self.database = database
    self.content = content
  }

  private struct Link {
    let hash: String
    let parent: String?
    let role: String?
    let metadata: JSONValue?
  }

  /// The message that a hash became.
  func end(of hash: String?) -> Identifier<Message>? {
    hash.flatMap { ends[$0.bytes] }
  }

  /// Writes what a turn was given and what it gave, and the turn itself.
  mutating func write(
    _ turn: LLMTurn, _ content: LLMContent, to assembly: inout ConversationAssembly
  ) throws {
    try place(turn.parent, at: turn.time, to: &assembly)
    let end = try place(turn.tip, at: turn.end ?? turn.time, to: &assembly)
    var reply = end
    // Results of tools that the provider ran may stand below the reply.
    while let id = reply, let message = assembly[id], message.content.role == .tool {
      reply = message.parent
    }
    guard let reply, let message = assembly[reply], message.content.role == .assistant else {
      return
    }
    turn.add(
      making: reply, tools: try content.tools(of: turn.id),
      schema: try content.schema(turn.schema), to: &assembly, at: message.createdAt)
  }

  /// Writes the chain that ends at a hash, as far as it is new, and gives its end.
  @discardableResult mutating func place(
    _ hash: String?, at time: Timestamp?, to assembly: inout ConversationAssembly
  ) throws -> Identifier<Message>? {
    var way: [Link] = []
    var seen: Set<[UInt8]> = []
    var next = hash
    while let hash = next, ends[hash.bytes] == nil {
      guard seen.insert(hash.bytes).inserted else {
        throw UnreadableConversation("Its messages stand above one another in a circle.")
      }
      let link = try database.first("SELECT * FROM messages WHERE hash = ?1", .text(hash)) { row in
        Link(
          hash: hash, parent: row.text("parent_hash"), role: row.text("role"),
          metadata: LLMContent.json(row.text("provider_metadata")))
      }
      guard let link else {
        next = nil
        break
      }
      way.append(link)
      next = link.parent
    }
    var end = end(of: next)
    for link in way.reversed() {
      end = try write(link, under: end, at: time, to: &assembly)
      if let end { ends[link.hash.bytes] = end }
    }
    return end
  }

  private func write(
    _ link: Link, under parent: Identifier<Message>?, at time: Timestamp?,
    to assembly: inout ConversationAssembly
  ) throws -> Identifier<Message>? {
    let blocks = try parts(of: link.hash)
    let time =
      time ?? parent.flatMap { assembly[$0]?.createdAt } ?? Timestamp.believable.lowerBound
    let role: Role =
      switch link.role {
      case "assistant": .assistant
      case "system": .system
      default: .user
      }
    var writer = PieceWriter(node: link.hash, source: LLMLogs.name, role: role)
    writer.rest.keep("provider_metadata", link.metadata)
    if role == .user {
      writer.writeAnswers(blocks, to: &assembly, under: parent, at: time)
    } else {
      let reply = CutReply(blocks, named: link.hash, of: role, keepsOpenCalls: true)
      _ = writer.write(reply.pieces, to: &assembly, under: parent, at: time)
    }
    return writer.last
  }

  private func parts(of hash: String) throws -> [ContentBlock] {
    var parts: [LLMPart] = []
    try database.forEach(
      "SELECT * FROM parts WHERE message_hash = ?1 ORDER BY position", .text(hash)
    ) {
      parts.append(LLMPart($0))
      return true
    }
    return try parts.map { try $0.block(content) }
  }
}
