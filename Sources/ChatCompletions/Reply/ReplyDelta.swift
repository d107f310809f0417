/// A piece of a reply as it arrives.
///
/// Law: concatenating the deltas of a reply in order gives exactly the reply.
public enum ReplyDelta: Sendable {
  /// More of the answer's text.
  case text(String)
  /// A part of the content that is more than text, as it came, and the text that it adds to the
  /// answer: none for a picture.
  ///
  /// Text before and after it, however it came, is a part of its own.
  case part(JSONValue, text: String)
  /// More of the reasoning, and the member that it came under.
  case reasoning(String, key: String)
  /// More of a refusal.
  case refusal(String)
  /// More of a tool call.
  ///
  /// `index` is the call's position in the reply's `toolCalls`, whatever index the wire gave. The
  /// id comes once; pieces of name and arguments are appended.
  case toolCall(index: Int, id: String?, name: String?, arguments: String)
  /// What else is known of a tool call by now: its kind, and members that have no place of their
  /// own. It replaces what was known before.
  case toolCallDetails(index: Int, type: String, extras: [(key: String, value: JSONValue)])
}

extension ReplyDelta: Equatable {
  /// Whether two deltas are the same, strings compared by their bytes.
  public static func == (left: ReplyDelta, right: ReplyDelta) -> Bool {
    switch (left, right) {
    case (.text(let left), .text(let right)): left.hasSameBytes(as: right)
    case (.part(let left, let leftText), .part(let right, let rightText)):
      left == right && leftText.hasSameBytes(as: rightText)
    case (.refusal(let left), .refusal(let right)): left.hasSameBytes(as: right)
    case (.reasoning(let left, let leftKey), .reasoning(let right, let rightKey)):
      left.hasSameBytes(as: right) && leftKey.hasSameBytes(as: rightKey)
    case (
      .toolCall(let leftIndex, let leftID, let leftName, let left),
      .toolCall(let rightIndex, let rightID, let rightName, let right)
    ):
      leftIndex == rightIndex && leftID.hasSameBytes(as: rightID)
        && leftName.hasSameBytes(as: rightName) && left.hasSameBytes(as: right)
    case (
      .toolCallDetails(let leftIndex, let leftType, let left),
      .toolCallDetails(let rightIndex, let rightType, let right)
    ):
      leftIndex == rightIndex && leftType.hasSameBytes(as: rightType)
        && JSONObject(left) == JSONObject(right)
    default: false
    }
  }
}
