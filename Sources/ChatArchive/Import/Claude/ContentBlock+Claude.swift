import ChatCompletions
import ChatStore

extension ContentBlock {
  /// Reads a block in the words of Claude's programs and of Anthropic's Messages API, or a text in its place.
  ///
  /// <https://docs.anthropic.com/en/api/messages>
  init(claude value: JSONValue) {
    let object = value.objectValue ?? [:]
    let (start, end) = (
      Timestamp(imported: object["start_timestamp"]), Timestamp(imported: object["stop_timestamp"])
    )
    if let text = value.stringValue {
      self.init(.text(text, isCited: false), whole: value)
    } else if let reading = ClaudeBlockReading(object) {
      self.init(reading.kind, rest: reading.rest, whole: value, start: start, end: end)
    } else {
      self.init(
        .other(shown: Self.mention(object)), rest: value, whole: value, start: start, end: end)
    }
  }
}
