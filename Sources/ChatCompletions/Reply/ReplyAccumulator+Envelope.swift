extension ReplyAccumulator {
  /// The most JSON that an envelope may be, in bytes.
  static let envelopeLimit = 64 << 10

  /// Everything of the reply but its message, in the shape of a `chat.completion`.
  func envelope(usage: JSONValue?) -> JSONValue {
    var envelope = topMembers.parsed()
    if envelope["object"]?.stringValue == "chat.completion.chunk" {
      envelope["object"] = "chat.completion"
    }
    if let choicesPosition {
      var choice = choiceMembers.parsed()
      choice.members.removeAll { $0.key == "finish_reason" || $0.key == "index" }
      choice.members.insert(JSONMember(key: "index", value: 0), at: 0)
      choice.members.append(
        JSONMember(key: "finish_reason", value: finishReason.map { .string($0) } ?? .null))
      let member = JSONMember(key: "choices", value: [.object(choice)])
      envelope.members.insert(member, at: min(choicesPosition, envelope.members.count))
    }
    if let usage { envelope["usage"] = usage }
    if !ignoredChoices.isEmpty {
      envelope["convo_ignored_choices"] = JSONValue(ignoredChoices.count)
    }
    if topMembers.isTruncated || choiceMembers.isTruncated { envelope["convo_truncated"] = true }
    return .object(Self.cut(envelope, to: Self.envelopeLimit))
  }

  /// Takes the biggest members out, of the object and of its one choice, until it is small enough.
  static func cut(_ object: JSONObject, to limit: Int) -> JSONObject {
    var size = JSONValue.object(object).serializedSize
    guard size > limit else { return object }
    var object = object
    object["convo_truncated"] = true
    size += JSONValue.object(["convo_truncated": true]).serializedSize
    var choice = object["choices"]?.arrayValue?.first?.objectValue ?? JSONObject()
    let outer = object.members.filter { $0.key != "choices" && $0.key != "convo_truncated" }
    let candidates =
      outer.map { (isOuter: true, key: $0.key, size: $0.serializedSize) }
      + choice.members.map { (isOuter: false, key: $0.key, size: $0.serializedSize) }
    for candidate in candidates.sorted(by: { $0.size > $1.size }) where size > limit {
      size -= candidate.size
      if candidate.isOuter {
        object[candidate.key] = nil
      } else {
        choice[candidate.key] = nil
      }
    }
    if object["choices"] != nil { object["choices"] = [.object(choice)] }
    return object
  }
}

extension JSONValue {
  fileprivate var serializedSize: Int {
    var bytes: [UInt8] = []
    serialize(into: &bytes)
    return bytes.count
  }
}

extension JSONMember {
  fileprivate var serializedSize: Int {
    JSONValue.string(key).serializedSize + value.serializedSize + 2
  }
}
