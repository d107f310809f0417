import ChatCompletions
import ChatStore

/// A message of a Claude Code session, or a line that only links messages.
struct ClaudeCodeNode {
  /// What a line is.
  enum Kind {
    case user
    case assistant
    /// Something that is no message but stands between two.
    case notice
  }

  /// What it is called.
  private(set) var name: String
  /// What it is called in the session that it was copied from.
  private(set) var original: String?
  /// The session that it is of.
  let session: String?
  /// The name of the line above.
  var parent: String?
  /// Whether the line says nothing of a line above: it then follows the one before.
  let follows: Bool
  let kind: Kind
  let isSidechain: Bool
  /// Which helper of the model spoke.
  let agent: String?
  let time: Timestamp?
  /// When the last line of it was written.
  private(set) var end: Timestamp?
  private(set) var blocks: [ContentBlock] = []
  /// The parts of one answer have the same.
  let replyKey: [UInt8]?
  let model: String?
  /// What the API said of the answer beside its content.
  private(set) var envelope = JSONObject()
  /// What is kept of the line beside its content.
  private(set) var rest: JSONObject
  /// Where the program ran, which is kept with a first message.
  let place: JSONObject

  /// Reads a line; nil for one that is neither a message nor between two.
  init?(_ line: JSONObject, at index: Int) {
    let message = line["message"]?.objectValue ?? [:]
    let attachment = line["attachment"]?.objectValue
    let type = line.text("type")
    var content = message["content"]
    switch type {
    case "user": kind = Self.hasContent(content) ? .user : .notice
    case "assistant": kind = .assistant
    case "attachment" where attachment?.text("type").hasSameBytes(as: "queued_command") == true:
      // What was typed while the model was busy.
      content = attachment?["prompt"]
      kind = Self.hasContent(content) ? .user : .notice
    default:
      guard line.text("uuid") != nil else { return nil }
      kind = .notice
    }
    let origin = line["forkedFrom"]?.objectValue
    name = line.text("uuid") ?? "#\(index)"
    original = origin?.text("messageUuid")
    session = origin?.text("sessionId") ?? line.text("sessionId")
    parent = line.text("parentUuid") ?? line.text("logicalParentUuid")
    follows = line["parentUuid"] == nil && parent == nil
    let speaker = line.text("agentId")
    isSidechain = line["isSidechain"]?.boolValue == true
    agent = speaker
    time = Timestamp(imported: line["timestamp"])
    end = time
    model = message.text("model").flatMap { $0.hasSameBytes(as: "<synthetic>") ? nil : $0 }
    let answer = kind == .assistant ? message.text("id") : nil
    replyKey = answer.map { "\(speaker ?? "") \($0)".bytes }
    place = JSONObject(
      line.members.filter { ["cwd", "gitBranch", "version"].contains($0.key) }
    ).rest()
    rest = line.rest(
      without: "uuid", "parentUuid", "logicalParentUuid", "sessionId", "isSidechain", "agentId",
      "timestamp", "type", "message", "requestId", "forkedFrom", "cwd", "gitBranch", "version",
      "userType", "entrypoint", "slug", "sourceToolAssistantUUID")
    rest.members.removeAll { $0.value.boolValue == false }
    switch kind {
    case .notice:
      rest = ["system", "attachment"].contains(type ?? "") ? line.rest() : JSONObject()
    case .user:
      if attachment != nil { rest = rest.rest(without: "attachment") }
      blocks = Self.blocks(content)
    case .assistant:
      envelope = message.rest(without: "content", "role", "type", "model")
      envelope.keep("request_id", line["requestId"])
      blocks = Self.blocks(content)
    }
  }

  private static func blocks(_ content: JSONValue?) -> [ContentBlock] {
    switch content {
    case .array(let elements): elements.map(ContentBlock.init(claude:))
    case nil, .null: []
    case let value?: [ContentBlock(claude: value)]
    }
  }

  private static func hasContent(_ content: JSONValue?) -> Bool {
    switch content {
    case .array(let elements):
      elements.contains { element in
        if let text = element.stringValue ?? element["text"]?.stringValue { return !text.isEmpty }
        return !element.saysNothing
      }
    case let value?: !value.saysNothing
    case nil: false
    }
  }

  /// Whether something was said.
  var isMessage: Bool { kind != .notice }

  /// What it is derived from: the name that it has where it was said first.
  ///
  /// An answer is named by its last line, so that one of which more came later is another.
  var node: String { original ?? name }

  /// Takes a further line of the same answer.
  mutating func add(_ line: ClaudeCodeNode) {
    for block in line.blocks where !blocks.contains(where: { $0.whole == block.whole }) {
      blocks.append(block)
    }
    name = line.name
    original = line.original
    end = line.end ?? end
    for member in line.envelope.members { envelope[member.key] = member.value }
    for member in line.rest.members { rest[member.key] = member.value }
  }

  /// The ids of the calls in it.
  var calls: [String] {
    blocks.compactMap { block in
      if case .call(let id, _, _) = block.kind { id } else { nil }
    }
  }

  /// The ids of the calls whose results are in it.
  var results: [String] {
    blocks.compactMap { block in
      if case .result(let id, _, _) = block.kind { id } else { nil }
    }
  }
}
