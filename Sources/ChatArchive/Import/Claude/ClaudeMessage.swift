import ChatCompletions
import ChatStore

/// A message of a Claude.ai export.
struct ClaudeMessage {
  private let object: JSONObject
  private let node: String
  private let role: Role
  private let model: String?
  private let time: Timestamp

  /// Reads a message.
  /// - Parameters:
  ///   - object: The message.
  ///   - index: Where it stands, for a message without a name.
  ///   - model: The conversation's model.
  ///   - time: When it was said, if it does not tell.
  init(_ object: JSONObject, at index: Int, model: String?, time: Timestamp) {
    self.object = object
    node = object.text("uuid") ?? "#\(index)"
    self.model = object.text("model") ?? model
    self.time = Timestamp(imported: object["created_at"]) ?? time
    role =
      switch object.text("sender") {
      case "assistant": .assistant
      case "system": .system
      default: .user
      }
  }

  /// Adds the message, in as many pieces as it has, and gives the last one.
  func add(
    to assembly: inout ConversationAssembly, under parent: Identifier<Message>?,
    _ surroundings: ImportSurroundings
  ) throws -> Identifier<Message>? {
    var files = ClaudeFiles(object)
    try files.attach(to: &assembly, surroundings)
    let reply = CutReply(blocks, named: node, of: role, keepsOpenCalls: false)
    var rest = object.rest(
      without: "uuid", "text", "content", "sender", "created_at", "updated_at", "attachments",
      "files", "files_v2", "parent_message_uuid", "index", "chat_feedback", "model", "stop_reason")
    if ![.assistant, .system].contains(role), !object.text("sender").hasSameBytes(as: "human") {
      rest.keep("sender", object["sender"])
    }
    files.keepRest(in: &rest)
    var writer = PieceWriter(node: node, source: "claude", role: role)
    writer.attachments = files.references
    writer.mentions = files.mentions
    writer.rest = rest
    let times = writer.write(reply.pieces, to: &assembly, under: parent, at: time)
    for (index, reply) in times.enumerated() where role == .assistant {
      assembly.addTurn(making: reply.id, by: model, from: reply.start, to: reply.end) { turn in
        if index == times.count - 1 { turn.finishReason = object.text("stop_reason") }
      }
    }
    return writer.last
  }

  /// The content; where it says nothing, the text that stands beside it.
  private var blocks: [ContentBlock] {
    let content = object["content"]
    let blocks =
      content?.arrayValue?.map(ContentBlock.init(claude:))
      ?? (content?.stringValue).map { [ContentBlock(claude: .string($0))] } ?? []
    let speaks = blocks.contains { block in
      if case .text(let text, _) = block.kind { !text.isEmpty } else { block.isOfTool }
    }
    guard !speaks, let text = object.text("text") else { return blocks }
    return blocks + [ContentBlock(claude: .string(text))]
  }
}
