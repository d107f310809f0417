/// Where in messages words are looked for.
public enum SearchScope: String, Sendable, CaseIterable {
  /// What people, models and instructions said.
  case content
  /// What models thought.
  case reasoning
  /// Names and arguments of tool calls.
  case arguments
  /// What tools answered.
  case results

  /// The column of the index.
  var column: String {
    switch self {
    case .content: "text"
    case .reasoning: "reasoning"
    case .arguments: "arguments"
    case .results: "result"
    }
  }
}
