import ChatCompletions
import ChatStore
import ChatTokens
import Foundation

@testable import ChatSession

/// A conversation with the number of its prompt's tokens, as llama.cpp's server counted it.
struct PromptTotal: Sendable {
  let template: ChatTemplate
  let group: String
  let name: String
  let messages: [MessageContent]
  let tools: JSONValue?
  let tokens: Int

  /// `Tests/Reference/llama/totals-sample.jsonl`.
  static func all() throws -> [PromptTotal] {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Reference/llama/totals-sample.jsonl").standardized
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map {
      try PromptTotal(JSONValue(parsing: String($0)))
    }
  }

  private init(_ json: JSONValue) throws {
    guard let template = json["template"]?.stringValue.flatMap(ChatTemplate.init(rawValue:)),
      let group = json["group"]?.stringValue, let name = json["case"]?.stringValue,
      let messages = json["messages"]?.arrayValue, let tokens = json["prompt_tokens"]?.intValue
    else { throw CocoaError(.fileReadCorruptFile) }
    self.template = template
    self.group = group
    self.name = name
    self.messages = messages.map(Self.message)
    self.tokens = tokens
    tools = json["tools"]
  }

  private static func message(_ json: JSONValue) -> MessageContent {
    MessageContent(
      role: json["role"]?.stringValue.flatMap(Role.init(rawValue:)) ?? .user,
      text: json["content"]?.stringValue ?? "",
      parts: json["content"]?.arrayValue == nil ? nil : json["content"]?.serialized,
      reasoning: json["reasoning_content"]?.stringValue,
      name: json["name"]?.stringValue, toolCallID: json["tool_call_id"]?.stringValue,
      toolCalls: (json["tool_calls"]?.arrayValue ?? []).map { call in
        ToolCall(
          callID: call["id"]?.stringValue ?? "", name: call["function"]?["name"]?.stringValue ?? "",
          arguments: call["function"]?["arguments"]?.stringValue ?? "")
      })
  }

  /// DeepSeek's templates write none, but endpoints do, each in its way; so convo counts them always.
  private var writesTools: Bool { template == .qwen25 || template == .qwen3 }

  /// Whether it could be sent: a request ends with a prompt or a result.
  var isSendable: Bool { messages.last?.role == .user || messages.last?.role == .tool }

  /// What convo counts for it.
  func counted(as other: ChatTemplate? = nil) throws -> TokenCount {
    let vocabulary: EmbeddedVocabulary =
      switch template {
      case .qwen25, .qwen3: .qwen
      default: .deepSeek
      }
    guard let tokenizer = BytePairTokenizer(vocabulary) else {
      throw CocoaError(.fileReadCorruptFile)
    }
    let settings = RequestSettings(
      provider: "p", model: "m",
      parameters: writesTools || other != nil ? tools.map { [("tools", $0)] } ?? [] : [],
      contextLimit: 1 << 30, reserve: 0, tokenizer: tokenizer, template: other ?? template)
    var sum = settings.budget.fixedOverhead
    var previous: Role?
    for message in messages {
      sum += settings.counter.count(message, after: previous).expected
      previous = message.role
    }
    if messages.first?.role.isInstruction != true {
      sum += settings.budget.overheadWithoutInstructions
    }
    return TokenCount(exactly: sum)
  }
}
