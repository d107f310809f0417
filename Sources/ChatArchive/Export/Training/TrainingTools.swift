import ChatCompletions
import ChatStore

/// The tools that a model had when it wrote a reply.
struct TrainingTools {
  /// The tools as they were sent, those of them that are functions.
  let functions: [JSONValue]
  /// Whether the model might call several at once, where the request said so.
  let isParallel: Bool?

  /// Reads the parameters of a request.
  init(parameters: String?) {
    let parameters = parameters.flatMap { try? JSONValue(parsing: $0) }
    functions = (parameters?["tools"]?.arrayValue ?? []).filter { tool in
      tool["type"]?.stringValue == "function" && tool["function"]?["name"]?.stringValue != nil
    }
    isParallel = functions.isEmpty ? nil : parameters?["parallel_tool_calls"]?.boolValue
  }

  /// The members of a line of OpenAI's; none without tools.
  var members: [(key: String, value: JSONValue)] {
    guard !functions.isEmpty else { return [] }
    var members: [(key: String, value: JSONValue)] = [("tools", .array(functions))]
    if let isParallel { members.append(("parallel_tool_calls", .bool(isParallel))) }
    return members
  }
}

extension ExportSource {
  /// The tools of the call that made a reply.
  mutating func tools(of reply: Message) throws -> TrainingTools {
    TrainingTools(parameters: try store.turn(making: reply).map { json($0.parameters) })
  }
}
