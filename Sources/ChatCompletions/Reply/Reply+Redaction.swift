extension Reply {
  /// The same without a secret in what is kept beside the text, where some endpoints echo it.
  ///
  /// What the model itself wrote stays exact.
  func redacting(_ secret: String?) -> Reply {
    // Keys are plain ASCII, so one that would be escaped in JSON cannot be a key.
    guard let secret, !secret.isEmpty, !secret.contains(where: { $0 == "\"" || $0 == "\\" }) else {
      return self
    }
    func clean(_ value: JSONValue) -> JSONValue {
      let text = value.serialized
      guard text.contains(secret) else { return value }
      return (try? JSONValue(parsing: text.replacing(secret, with: "[key]"))) ?? .null
    }
    var reply = self
    reply.model = model?.replacing(secret, with: "[key]")
    reply.finishReason = finishReason?.replacing(secret, with: "[key]")
    reply.envelope = clean(envelope)
    reply.extras = extras.map { (key: $0.key, value: clean($0.value)) }
    return reply
  }
}
