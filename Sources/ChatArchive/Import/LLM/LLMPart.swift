import ChatCompletions
import ChatStore

/// A part of a message in llm's newer tables.
struct LLMPart {
  private let type: String
  private let text: String?
  private let payload: JSONObject
  /// A payload that is no JSON.
  private let broken: String?

  init(_ row: borrowing ForeignRow) {
    type = row.text("type") ?? ""
    text = row.text("text")
    let payload = row.text("payload")
    let object = LLMContent.json(payload)?.objectValue
    self.payload = object ?? [:]
    broken = object == nil ? payload : nil
  }

  /// The part as a block, with what it refers to.
  func block(_ content: LLMContent) throws -> ContentBlock {
    var whole: JSONObject = ["type": .string(type)]
    whole.members += payload.members
    whole.keep("payload", broken.map { .string($0) })
    func block(_ kind: ContentBlock.Kind, without keys: [String], _ more: JSONObject = [:])
      -> ContentBlock
    {
      var rest = JSONObject(
        whole.rest().members.filter { member in !keys.contains { $0.hasSameBytes(as: member.key) } }
      )
      for member in more.members { rest.keep(member.key, member.value) }
      return ContentBlock(
        kind, rest: rest.members.count > 1 ? .object(rest) : nil, whole: .object(whole))
    }
    switch type {
    case "text":
      let words = try words(content)
      return block(
        .text(words.text, isCited: true), without: ["text", "text_ref"],
        words.rest.isEmpty ? [:] : ["fragments": .array(words.rest)])
    case "reasoning":
      return block(.thinking(try words(content).text), without: ["text", "text_ref"])
    case "tool_call":
      guard let name = payload.text("name") else { break }
      let arguments = payload["arguments"] ?? .null
      return block(
        .call(
          id: payload.text("tool_call_id"), name: name,
          arguments: arguments.stringValue ?? (arguments.isNull ? "" : arguments.serialized)),
        without: ["name", "arguments", "tool_call_id"])
    case "tool_result":
      let output = payload["output"] ?? .null
      let files = try payload["attachments"]?.arrayValue?.compactMap { reference in
        try reference["id"]?.stringValue.map(content.attachmentRecord)
      }
      return block(
        .result(
          id: payload.text("tool_call_id"), name: payload.text("name"),
          text: output.stringValue ?? (output.isNull ? "" : output.serialized)),
        without: ["name", "output", "tool_call_id", "attachments"],
        files.map { ["attachments": .array($0)] } ?? [:])
    case "attachment":
      guard let id = payload["attachment"]?["id"]?.stringValue else { break }
      let attachment = try content.attachment(id)
      var rest = attachment.rest?.objectValue ?? ["type": .string(type)]
      rest.keep("provider_metadata", payload["provider_metadata"])
      return ContentBlock(
        attachment.kind, rest: rest.members.count > 1 ? .object(rest) : nil, whole: .object(whole))
    default: break
    }
    whole.keep("text", text.map { .string($0) })
    return ContentBlock(
      .other(shown: ContentBlock.mention(whole)), rest: .object(whole), whole: .object(whole))
  }

  /// The words, with fragments where they are referred to.
  private func words(_ content: LLMContent) throws -> (text: String, rest: [JSONValue]) {
    if let text { return (text, []) }
    guard let pieces = payload["text_ref"]?.arrayValue else {
      return (payload["text"]?.stringValue ?? "", [])
    }
    var text = ""
    var rest: [JSONValue] = []
    for piece in pieces {
      if let literal = piece["literal"]?.stringValue {
        text += literal
      } else if let id = piece["fragment"]?.intValue {
        let fragment = try content.fragment(Int64(id))
        text += fragment.text
        rest.append(.object(fragment.rest))
      }
    }
    return (text, rest)
  }
}
