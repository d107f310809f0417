package import ChatStore

/// Takes secrets out of records.
///
/// A message that is not what was stored has no digest, and bytes that are not are others, under another
/// SHA-256; the UUIDs stay.
package struct RecordRedactor {
  /// What takes secrets out of texts, and counts them.
  package private(set) var redactor: Redactor
  /// Which bytes stand in the place of which, by their SHA-256.
  private var replaced: [[UInt8]: [UInt8]] = [:]

  package init(_ redactor: Redactor = Redactor()) {
    self.redactor = redactor
  }

  /// A record without secrets.
  package mutating func redact(_ record: StoreRecord) -> StoreRecord {
    switch record {
    case .attachment(let sha256, let bytes):
      let clean = redactor.redact(Attachment(name: "", mediaType: "", bytes: bytes))
      if clean.reference.sha256 != sha256 { replaced[sha256] = clean.reference.sha256 }
      return .attachment(sha256: clean.reference.sha256, bytes: clean.bytes)
    case .conversation(var conversation):
      conversation.title = redactor.redact(conversation.title)
      conversation.tags = conversation.tags.map { redactor.redact($0) }
      conversation.activeBranch = conversation.activeBranch.map { redactor.redact($0) }
      for index in conversation.changes.indices {
        conversation.changes[index].name = redactor.redact(conversation.changes[index].name)
      }
      return .conversation(conversation)
    case .message(var message):
      message.content = redactor.redact(message.content)
      for index in message.content.attachments.indices {
        let sha256 = message.content.attachments[index].sha256
        message.content.attachments[index].sha256 = replaced[sha256] ?? sha256
      }
      message.digest = nil
      if let error = message.result?.error { message.result?.error = redactor.redact(error) }
      return .message(message)
    case .turn(var turn):
      turn.error = turn.error.map { redactor.redact($0) }
      turn.parameters = redactor.redact(json: turn.parameters)
      turn.plan = redactor.redact(json: turn.plan)
      turn.envelope = turn.envelope.map { redactor.redact(json: $0) }
      return .turn(turn)
    case .summary(var summary):
      summary.text = redactor.redact(summary.text)
      return .summary(summary)
    case .branch(var branch):
      branch.name = redactor.redact(branch.name)
      return .branch(branch)
    case .end: return record
    }
  }
}
