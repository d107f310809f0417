extension Reply {
  /// The same without a secret in what is kept beside the text, where some endpoints echo it.
  ///
  /// What the model itself wrote stays exact.
  func redacting(_ secret: String?) -> Reply {
    guard let secret, secret.canBeKey else { return self }
    func clean(_ text: String) -> String { text.replacing(secret, with: "[key]") }
    var reply = self
    reply.model = model.map(clean)
    reply.finishReason = finishReason.map(clean)
    reply.envelope = envelope.redacting(secret)
    reply.extras = extras.map { (clean($0.key), $0.value.redacting(secret)) }
    for index in toolCalls.indices {
      reply.toolCalls[index].extras = toolCalls[index].extras.map {
        (clean($0.key), $0.value.redacting(secret))
      }
    }
    if case .truncated(let reason) = completion {
      reply.completion = .truncated(reason: clean(reason))
    }
    return reply
  }
}

extension ReplyDelta {
  /// The same without a secret in what is kept beside the text.
  func redacting(_ secret: String?) -> ReplyDelta {
    guard let secret, secret.canBeKey,
      case .toolCallDetails(let index, let type, let extras) = self
    else { return self }
    return .toolCallDetails(
      index: index, type: type,
      extras: extras.map {
        ($0.key.replacing(secret, with: "[key]"), $0.value.redacting(secret))
      })
  }
}

extension JSONValue {
  /// The same without a secret in any name or text.
  fileprivate func redacting(_ secret: String) -> JSONValue {
    let text = serialized
    guard text.contains(secret) else { return self }
    return (try? JSONValue(parsing: text.replacing(secret, with: "[key]"))) ?? .null
  }
}

extension String {
  /// Keys are plain ASCII, so what would be escaped in JSON cannot be one.
  fileprivate var canBeKey: Bool { !isEmpty && !contains { $0 == "\"" || $0 == "\\" } }
}
