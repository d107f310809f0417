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
    var object = object
    while JSONValue.object(object).serializedSize > limit {
      object["convo_truncated"] = true
      var choice = object["choices"]?.arrayValue?.first?.objectValue ?? JSONObject()
      let outer = object.biggestMember(except: ["choices", "convo_truncated"])
      let inner = choice.biggestMember(except: [])
      if let inner, inner.size > outer?.size ?? 0 {
        choice.members.remove(at: inner.index)
        object["choices"] = [.object(choice)]
      } else if let outer {
        object.members.remove(at: outer.index)
      } else {
        return ["convo_truncated": true]
      }
    }
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

extension JSONObject {
  fileprivate func biggestMember(except names: [String]) -> (index: Int, size: Int)? {
    members.indices.filter { index in !names.contains(members[index].key) }
      .map { (index: $0, size: members[$0].value.serializedSize + members[$0].key.utf8.count) }
      .max { $0.size < $1.size }
  }
}
