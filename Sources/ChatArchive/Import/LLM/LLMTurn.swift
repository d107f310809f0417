import ChatCompletions
import ChatStore

/// A call of a model: the columns are the same in both generations.
struct LLMTurn {
  let id: String
  /// The last message that was sent, and the last one that came back; only of the newer tables.
  let parent: String?
  let tip: String?
  /// When it was sent.
  let time: Timestamp?
  let schema: String?

  private let duration: Int64
  private let model: String?
  private let modelAnswered: String?
  private let options: JSONObject
  private let usage: Usage
  private let envelope: String?
  private let finishReason: String?

  /// Reads a row; nil for one without a name.
  init?(_ row: borrowing ForeignRow) {
    guard let id = row.text("id"), !id.isEmpty else { return nil }
    self.id = id
    parent = row.text("parent_message_hash")
    tip = row.text("tip_message_hash")
    time = Timestamp(imported: row.text("datetime_utc").map { .string($0) })
    schema = row.text("schema_id")
    duration = min(max(0, row.integer("duration_ms") ?? 0), 31_536_000_000)
    model = row.text("model")
    modelAnswered = row.text("resolved_model")
    options = LLMContent.json(row.text("options_json"))?.objectValue ?? [:]
    let details = LLMContent.json(row.text("token_details"))
    usage = Usage(
      input: row.integer("input_tokens"), output: row.integer("output_tokens"), details: details)
    let response = row.text("response_json")
    let answer = LLMContent.json(response)
    let kept = answer?.objectValue?.turnEnvelope
    envelope =
      kept
      ?? (response == nil
        ? details.flatMap { (["token_details": $0] as JSONObject).turnEnvelope } : nil)
    finishReason =
      answer?["finish_reason"]?.stringValue
      ?? answer?["choices"]?.arrayValue?.first?["finish_reason"]?.stringValue
      ?? answer?["stop_reason"]?.stringValue
  }

  /// When it had ended.
  var end: Timestamp? {
    time.map { Timestamp(milliseconds: $0.milliseconds &+ duration) }
  }

  /// Adds it as the call that made a reply.
  func add(
    making reply: Identifier<Message>, tools: [JSONValue], schema: JSONValue?,
    to assembly: inout ConversationAssembly, at time: Timestamp
  ) {
    assembly.addTurn(id, making: reply, by: model, from: self.time ?? time, to: end ?? time) {
      var parameters = options
      parameters.keep("tools", .array(tools))
      parameters.keep("schema", schema)
      $0.parameters = JSONValue.object(parameters).serialized
      $0.modelAnswered = modelAnswered
      $0.usage = usage
      $0.finishReason = finishReason
      $0.envelope = envelope
    }
  }
}

extension Usage {
  /// What llm noted of a call, with details in the words of whoever was called.
  fileprivate init(input: Int64?, output: Int64?, details: JSONValue?) {
    func count(_ value: Int64?) -> Int? { value.flatMap { JSONValue(Int($0)).tokens } }
    let cached =
      details?["prompt_tokens_details"]?["cached_tokens"]?.tokens
      ?? details?["input_tokens_details"]?["cached_tokens"]?.tokens
      ?? details?["cachedContentTokenCount"]?.tokens
    let read = details?["cache_read_input_tokens"]?.tokens
    let made = details?["cache_creation_input_tokens"]?.tokens
    self.init(
      // Anthropic counts what was cached beside the rest.
      prompt: Count(reported: count(input).map { $0 + (read ?? 0) + (made ?? 0) }),
      completion: Count(reported: count(output)), cached: Count(reported: cached ?? read),
      reasoning: Count(
        reported: details?["completion_tokens_details"]?["reasoning_tokens"]?.tokens
          ?? details?["output_tokens_details"]?["reasoning_tokens"]?.tokens
          ?? details?["thoughtsTokenCount"]?.tokens))
  }
}
