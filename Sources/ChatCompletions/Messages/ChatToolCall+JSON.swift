extension ChatToolCall {
  /// Reads an element of `tool_calls`; nil when it is not an object.
  ///
  /// Arguments that came as a JSON value instead of a string are taken as that value's text.
  init?(json: JSONValue) {
    guard case .object(let object) = json else { return nil }
    self.init(id: "", name: "", arguments: "")
    for member in object.members {
      switch (member.key, member.value) {
      case ("id", .string(let value)): id = value
      case ("type", .string(let value)): type = value
      case ("function", .object(let function)):
        name = function["name"]?.stringValue ?? ""
        switch function["arguments"] {
        case .string(let value): arguments = value
        case nil, .null: arguments = ""
        case let value?: arguments = value.serialized
        }
      case ("id", .null), ("type", .null), ("index", _): break
      default: extras.append((key: member.key, value: member.value))
      }
    }
  }

  /// The call as an element of `tool_calls`.
  var json: JSONValue {
    var object: JSONObject = ["id": .string(id), "type": .string(type)]
    // A call of another type has its payload among the extras.
    if type == "function" || !name.isEmpty || !arguments.isEmpty {
      object.members.append(
        JSONMember(
          key: "function", value: ["name": .string(name), "arguments": .string(arguments)]))
    }
    object.appendNew(extras)
    return .object(object)
  }
}
