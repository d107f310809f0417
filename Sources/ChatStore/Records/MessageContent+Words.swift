extension MessageContent {
  /// Whether two contents say the same, to the byte; what was kept beside the words may differ.
  func hasSameWords(as other: MessageContent) -> Bool {
    func same(_ one: String?, _ two: String?) -> Bool {
      SQLiteValue.text(one).isSame(as: .text(two))
    }
    return role == other.role && same(text, other.text) && same(parts, other.parts)
      && same(reasoning, other.reasoning) && same(refusal, other.refusal)
      && same(toolCallID, other.toolCallID) && toolCalls.count == other.toolCalls.count
      && zip(toolCalls, other.toolCalls).allSatisfy {
        same($0.name, $1.name) && same($0.arguments, $1.arguments)
      } && attachments.map(\.sha256) == other.attachments.map(\.sha256)
  }
}
