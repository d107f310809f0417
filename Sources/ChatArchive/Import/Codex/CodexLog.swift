package import ChatCompletions
import ChatStore

/// A session that Codex CLI keeps in `~/.codex/sessions`, one line for each event: a rollout.
///
/// Each line has a time, a type and a payload; the payloads of the type `response_item` are what went to the
/// model and came from it, in the words of OpenAI's Responses API. The format is that of the sources,
/// <https://github.com/openai/codex/tree/main/codex-rs/protocol/src>. Rollouts of 2025 whose lines are the
/// items themselves are read too.
package struct CodexLog: ConversationLog {
  package static let name = "codex"

  private let surroundings: ImportSurroundings
  private var count = 0
  private var session: String?
  private var thread = CodexThread()
  private var title: String?
  private var prompt: String?
  private var lastTotal: JSONValue?
  private var updatedAt: Timestamp?

  package init(in surroundings: ImportSurroundings) {
    self.surroundings = surroundings
  }

  package static func recognizes(_ line: JSONObject) -> Bool {
    switch line.text("type") {
    case "session_meta", "response_item", "event_msg", "turn_context", "compacted":
      line["payload"]?.objectValue != nil
    case nil:
      line.text("id") != nil && line.text("timestamp") != nil && line["instructions"] != nil
    default: false
    }
  }

  package mutating func add(_ line: JSONObject) {
    count += 1
    let time = Timestamp(imported: line["timestamp"])
    if let time { updatedAt = max(updatedAt ?? time, time) }
    thread.now = time ?? thread.now
    let payload = line["payload"]?.objectValue
    switch (line.text("type"), payload) {
    case ("session_meta", let payload?): begin(payload)
    case ("turn_context", let payload?):
      thread.model = payload.text("model") ?? thread.model
      thread.close()
    case ("response_item", let item?): take(item)
    case ("compacted", let payload?):
      guard let text = payload.text("message") else { return }
      thread.say(.user, text, as: node, keeping: ["type": "compacted"])
    case ("event_msg", let event?): note(event)
    case (nil, nil) where line["instructions"] != nil: begin(line)
    case (_, nil): take(line)
    default: break
    }
  }

  private var node: String { String(count) }

  /// A session that was forked repeats what its origin said of itself.
  private mutating func begin(_ meta: JSONObject) {
    guard session == nil, let id = meta.text("id") else { return }
    session = id
    thread.place = meta.rest(
      without: "id", "timestamp", "instructions", "base_instructions", "dynamic_tools")
    let instructions =
      meta["base_instructions"]?.objectValue?.text("text") ?? meta.text("instructions")
    if let instructions { thread.say(.system, instructions, as: node) }
  }

  private mutating func take(_ item: JSONObject) {
    guard let item = CodexItem(item) else { return }
    if prompt == nil, item.isPrompt { prompt = item.text.importedTitle }
    thread.add(item, as: node)
  }

  private mutating func note(_ event: JSONObject) {
    switch event.text("type") {
    case "token_count":
      guard let info = event["info"]?.objectValue else { return }
      // Limits that change are told with the numbers of the call before.
      let total = info["total_token_usage"]
      if let total, total == lastTotal { return }
      lastTotal = total
      thread.finish(Usage(codex: info["last_token_usage"]))
    case "thread_rolled_back": thread.rollBack(event["num_turns"]?.intValue ?? 0)
    case "thread_name_updated": title = event.text("thread_name") ?? title
    default: break
    }
  }

  package func conversation() throws -> ImportedConversation? {
    guard !thread.entries.isEmpty else { return nil }
    guard let session else {
      throw UnreadableConversation("Nothing in it says which session it is of.")
    }
    var assembly = ConversationAssembly(source: Self.name, identity: session)
    let head = try CodexWriter(thread, time: surroundings.time).write(to: &assembly)
    return assembly.conversation(
      title: title ?? prompt ?? "", from: nil, to: updatedAt, head: head)
  }
}

extension Usage {
  /// Reads what Codex says of a call; what was cached is among what was sent.
  fileprivate init(codex value: JSONValue?) {
    self.init(
      prompt: Count(reported: value?["input_tokens"]?.tokens),
      completion: Count(reported: value?["output_tokens"]?.tokens),
      cached: Count(reported: value?["cached_input_tokens"]?.tokens),
      reasoning: Count(reported: value?["reasoning_output_tokens"]?.tokens))
  }
}
