import ChatCompletions

extension JSONObject {
  /// As what a turn keeps of a reply; nil for nothing, and for more than a turn keeps.
  var turnEnvelope: String? {
    guard !members.isEmpty else { return nil }
    let text = JSONValue.object(self).serialized
    return text.utf8.count <= 65_536 ? text : nil
  }
}

extension JSONValue {
  /// A number of tokens, as far as it can be one.
  var tokens: Int? {
    guard let count = intValue, (0...1_000_000_000_000).contains(count) else { return nil }
    return count
  }
}
