import ChatCompletions
import ChatStore

/// Joins messages into turns of two sides that take it in turn to speak.
struct ShareGPTTurns {
  /// What one side says until the other speaks.
  struct Turn {
    var isModel: Bool
    /// The kind of the first message.
    var from: String
    var texts: [String] = []
    var calls: [JSONValue] = []

    /// The turn as the format has it.
    var json: JSONValue {
      let value = calls.count > 1 ? JSONValue.array(calls).serialized : calls.first?.serialized
      return [
        "from": .string(value == nil ? from : "function_call"),
        "value": .string(value ?? texts.joined(separator: "\n\n")),
      ]
    }
  }

  /// The turns; a person's is the first.
  private(set) var turns: [Turn] = []
  /// The instructions.
  private(set) var system: [String] = []
  /// How many messages had no place.
  private(set) var unplaced = 0

  /// Adds a message.
  mutating func add(_ content: MessageContent, text: String) {
    switch content.role {
    case .system, .developer: system.append(text)
    case .user: add(text, from: "human", isModel: false)
    case .tool: add(text, from: "observation", isModel: false)
    case .assistant:
      add(
        content.toolCalls.isEmpty || !text.isEmpty ? text : nil, from: "gpt", isModel: true,
        calls: content.toolCalls.map(Self.call))
    }
  }

  private mutating func add(
    _ text: String?, from: String, isModel: Bool, calls: [JSONValue] = []
  ) {
    if turns.isEmpty, from != "human" {
      unplaced += 1
      return
    }
    if turns.last?.isModel != isModel { turns.append(Turn(isModel: isModel, from: from)) }
    var turn = turns.removeLast()
    let before = turn.calls.isEmpty ? 0 : turn.texts.count
    if let text { turn.texts.append(text) }
    turn.calls += calls
    // A turn is text or calls.
    unplaced += turn.calls.isEmpty ? 0 : turn.texts.count - before
    turns.append(turn)
  }

  /// A call with its arguments as they are, where they are JSON.
  private static func call(_ call: ToolCall) -> JSONValue {
    [
      "name": .string(call.name),
      "arguments": (try? JSONValue(parsing: call.arguments)) ?? .string(call.arguments),
    ]
  }
}
