import ChatCompletions
import ChatStore

/// The items of a rollout, put together to messages.
///
/// One answer of the model comes in several items. Turns that were rolled back stay in the tree, beside
/// what was said instead.
struct CodexThread {
  /// A message.
  struct Entry {
    /// What it is derived from: the last line of it, so that one of which more came later is another.
    var node: String
    var parent: Int?
    let role: Role
    let time: Timestamp?
    var end: Timestamp?
    var text = ""
    var reasoning: String?
    var images: [InlineData] = []
    var calls: [ToolCall] = []
    var callID: String?
    var rest: [JSONValue] = []
    var model: String?
    var usage: Usage?
  }

  private(set) var entries: [Entry] = []
  /// The end of the active path.
  private(set) var head: Int?
  /// The time of the line at hand.
  var now: Timestamp?
  /// The model that is asked now.
  var model: String?
  /// Where the program ran, which is kept with the first message.
  var place = JSONObject()

  /// The answer that may go on.
  private var open: Int?
  /// The answer that has not been counted.
  private var uncounted: Int?
  private var askers: [[UInt8]: Int] = [:]
  private var tails: [Int: Int] = [:]
  /// Above each prompt of the active path.
  private var prompts: [Int?] = []

  /// Ends the answer at hand.
  mutating func close() { open = nil }

  /// Adds a message of one piece.
  mutating func say(
    _ role: Role, _ text: String, as node: String, keeping rest: JSONObject = JSONObject()
  ) {
    close()
    var entry = Entry(node: node, parent: head, role: role, time: now, end: now)
    entry.text = text
    if !rest.members.isEmpty { entry.rest.append(.object(rest)) }
    append(entry)
  }

  /// Adds an item.
  mutating func add(_ item: CodexItem, as node: String) {
    switch item.kind {
    case .message(.assistant), .other:
      extend(as: node, item) {
        $0.text.isEmpty && $0.calls.isEmpty
      } by: {
        $0.text = item.text
      }
    case .reasoning:
      guard !item.text.isEmpty || !item.rest.members.isEmpty else { return }
      extend(as: node, item) {
        $0.text.isEmpty && $0.calls.isEmpty
      } by: { entry in
        guard !item.text.isEmpty else { return }
        entry.reasoning = entry.reasoning.map { $0 + "\n\n" + item.text } ?? item.text
      }
    case .call(let call):
      extend(as: node, item) { _ in
        true
      } by: {
        $0.calls.append(call)
      }
      if let head { askers[call.callID.bytes] = head }
    case .output(let callID): answer(callID, item, as: node)
    case .message(let role):
      if item.isPrompt { prompts.append(head) }
      close()
      var entry = Entry(node: node, parent: head, role: role, time: now, end: now)
      entry.text = item.text
      entry.images = item.images
      if !item.rest.members.isEmpty { entry.rest.append(.object(item.rest)) }
      append(entry)
    }
  }

  private mutating func append(_ entry: Entry) {
    head = entries.count
    entries.append(entry)
  }

  /// Goes on with the answer at hand, or begins another.
  private mutating func extend(
    as node: String, _ item: CodexItem, if fits: (Entry) -> Bool, by change: (inout Entry) -> Void
  ) {
    if open == nil || open != head || !(open.map { fits(entries[$0]) } ?? false) {
      append(Entry(node: node, parent: head, role: .assistant, time: now, end: now))
      open = head
    }
    guard let open else { return }
    change(&entries[open])
    entries[open].node = node
    entries[open].end = now ?? entries[open].end
    entries[open].model = model
    entries[open].images += item.images
    if !item.rest.members.isEmpty { entries[open].rest.append(.object(item.rest)) }
    uncounted = open
  }

  /// Adds a result below the answer that asked for it, whatever came in between.
  private mutating func answer(_ callID: String, _ item: CodexItem, as node: String) {
    close()
    var entry = Entry(node: node, parent: head, role: .tool, time: now, end: now)
    entry.text = item.text
    entry.callID = callID
    if !item.rest.members.isEmpty { entry.rest.append(.object(item.rest)) }
    guard let asker = askers.removeValue(forKey: callID.bytes) else {
      // A result of which nobody knows the call cannot be sent as one.
      var rest = item.rest
      rest.keep("call_id", .string(callID))
      return say(.user, item.text, as: node, keeping: rest)
    }
    let above = tails[asker] ?? asker
    tails[asker] = entries.count
    entry.parent = above
    guard above != head else { return append(entry) }
    var below = head
    while let index = below, entries[index].parent != above { below = entries[index].parent }
    if let below { entries[below].parent = entries.count }
    entries.append(entry)
  }

  /// Counts the answer at hand, which has ended.
  mutating func finish(_ usage: Usage) {
    if let uncounted { entries[uncounted].usage = usage }
    uncounted = nil
    close()
  }

  /// Goes back above the last prompts.
  mutating func rollBack(_ turns: Int) {
    close()
    uncounted = nil
    for _ in 0..<max(0, min(turns, prompts.count)) {
      if let above = prompts.popLast() { head = above }
    }
  }
}
