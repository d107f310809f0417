import ChatCompletions
package import ChatStore

extension Redactor {
  /// A message without secrets.
  ///
  /// Ids, roles and what its attachments hold stay; see `redact(_:)` of an attachment.
  package mutating func redact(_ content: MessageContent) -> MessageContent {
    var content = content
    content.text = redact(content.text)
    content.parts = content.parts.map { redact(json: $0) }
    content.reasoning = content.reasoning.map { redact($0) }
    content.name = content.name.map { redact($0) }
    content.refusal = content.refusal.map { redact($0) }
    content.extras = content.extras.map { redact(json: $0) }
    for index in content.toolCalls.indices {
      let call = content.toolCalls[index]
      content.toolCalls[index].arguments = redact(json: call.arguments)
      content.toolCalls[index].extras = call.extras.map { redact(json: $0) }
    }
    for index in content.attachments.indices {
      content.attachments[index].name = redact(content.attachments[index].name)
    }
    return content
  }

  /// An attachment without secrets in its name or, where it is a text, in that.
  package mutating func redact(_ attachment: Attachment) -> Attachment {
    let reference = attachment.reference
    let name = redact(reference.name)
    var bytes = attachment.bytes
    if let text = String(validating: bytes, as: UTF8.self) {
      let clean = redact(text)
      if !clean.hasSameBytes(as: text) { bytes = Array(clean.utf8) }
    }
    return Attachment(name: name, mediaType: reference.mediaType, bytes: bytes)
  }
}
