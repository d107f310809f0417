/// When a model's earlier reasoning is sent back to it.
public enum ReasoningPolicy: String, Sendable, CaseIterable {
  /// Never. For endpoints that refuse it, as the first DeepSeek R1 did.
  case never
  /// With messages that called tools, which DeepSeek's thinking models demand.
  case toolTurns = "tool-turns"
  /// With every message that has it.
  case always
}
