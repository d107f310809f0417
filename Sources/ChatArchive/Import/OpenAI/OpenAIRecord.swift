import ChatCompletions
import ChatStore

/// What an object has of a request and of the replies to it.
struct OpenAIRecord {
  /// A reply, as one or more messages.
  struct Reply {
    var messages: [OpenAIMessage]
    /// Whether a person preferred it to the others.
    var isPreferred = false
    var finishReason: String?
  }

  /// The messages of the request.
  let messages: [OpenAIMessage]
  /// The replies, of which the first is the one that was shown.
  let replies: [Reply]
  /// The request without its messages.
  let parameters: JSONObject
  /// The response without its replies.
  let envelope: JSONObject
  /// What else stands in the object.
  let rest: JSONObject
  /// When it was made.
  let time: Timestamp?

  /// Where the request is: the object itself, or in it.
  static func request(in object: JSONObject) -> JSONObject? {
    if object["messages"] != nil { return object }
    for key in ["request", "input", "body"] {
      guard let inner = object[key]?.objectValue else { continue }
      return inner["messages"] != nil ? inner : inner["body"]?.objectValue
    }
    return nil
  }

  /// The response: beside the request, or mixed with it.
  private static func response(in object: JSONObject) -> JSONObject {
    if let response = object["response"]?.objectValue {
      return response["body"]?.objectValue ?? response
    }
    guard object["choices"] != nil else { return JSONObject() }
    let keys = [
      "id", "object", "created", "model", "choices", "usage", "service_tier", "system_fingerprint",
    ]
    return JSONObject(
      object.members.filter { member in keys.contains { $0.hasSameBytes(as: member.key) } })
  }

  /// Reads an object.
  /// - Throws: `UnreadableConversation` for messages that are none.
  init(_ object: JSONObject) throws {
    let request = Self.request(in: object) ?? [:]
    guard let elements = request["messages"]?.arrayValue else {
      throw UnreadableConversation("Its messages are no array.")
    }
    messages = try OpenAIMessage.read(elements)
    let response = Self.response(in: object)
    var replies: [Reply] = []
    for key in ["preferred_output", "non_preferred_output"] {
      guard let output = object[key] else { continue }
      let messages = try OpenAIMessage.read(output.arrayValue ?? [output])
      if !messages.isEmpty {
        replies.append(Reply(messages: messages, isPreferred: key.utf8.first == UInt8(ascii: "p")))
      }
    }
    if replies.count < 2, !replies.isEmpty { replies[0].isPreferred = false }
    for choice in response["choices"]?.arrayValue ?? [] {
      guard let message = choice["message"] else { continue }
      replies.append(
        Reply(
          messages: try OpenAIMessage.read([message]),
          finishReason: choice["finish_reason"]?.stringValue))
    }
    self.replies = replies
    envelope = response.rest(without: "choices")
    var parameters = request.rest(
      without: "messages", "title", "created", "created_at", "timestamp", "preferred_output",
      "non_preferred_output")
    var rest = JSONObject()
    if object["messages"] != nil {
      parameters.members.removeAll { member in
        let isAnswer = response[member.key] != nil && !member.key.hasSameBytes(as: "model")
        return isAnswer
          || (member.key.hasSameBytes(as: "response") && member.value.objectValue != nil)
      }
      if parameters["id"] != nil { rest.keep("id", object["id"]) }
      parameters["id"] = nil
    } else {
      rest = object.rest(
        without: "request", "input", "body", "response", "preferred_output",
        "non_preferred_output", "choices")
    }
    self.parameters = parameters
    self.rest = rest
    time =
      Timestamp(imported: response["created"]) ?? Timestamp(imported: object["created"])
      ?? Timestamp(imported: object["created_at"]) ?? Timestamp(imported: object["timestamp"])
  }

  /// The model that was asked for.
  var model: String? { parameters.text("model") ?? envelope.text("model") }
}
