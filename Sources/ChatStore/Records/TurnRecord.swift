/// A turn that has ended, as it leaves a store and comes into one.
package struct TurnRecord: Sendable {
  /// The identity.
  package var id: Identifier<Turn>
  /// What it was for.
  package var kind: Turn.Kind
  /// How it went; a turn that runs belongs to the process that waits for it and is no record.
  package var status: Turn.Status
  /// The head of the branch before the turn's messages.
  package var base: Identifier<Message>?
  /// The message that it continued.
  package var head: Identifier<Message>
  /// The reply.
  package var reply: Identifier<Message>?
  /// The endpoint's name in the configuration, or the program that the turn was imported from.
  package var provider: String
  /// The model that was asked for.
  package var model: String
  /// The model that answered, in the endpoint's words.
  package var modelAnswered: String?
  /// The local day on which the request was sent, `YYYY-MM-DD`.
  package var day: String
  /// When the request was sent.
  package var sentAt: Timestamp
  /// When the first token came.
  package var firstTokenAt: Timestamp?
  /// When it ended.
  package var endedAt: Timestamp
  /// The tokens.
  package var usage: Usage
  /// Of the prompt's tokens those of messages that no earlier request had.
  package var newPromptTokens: Int?
  /// Why the model stopped.
  package var finishReason: String?
  /// One sentence: why it is not complete.
  package var error: String?
  /// SHA-256 of the request's body.
  package var bodySHA256: [UInt8]?
  /// The request without its messages, as JSON.
  package var parameters: String
  /// Which messages were sent, as JSON.
  package var plan: String
  /// The rest of the reply, as JSON.
  package var envelope: String?

  /// Makes a record of a reply of which no more is known than where it stands and who made it.
  package init(
    id: Identifier<Turn>, head: Identifier<Message>, reply: Identifier<Message>?, provider: String,
    model: String, day: String? = nil, sentAt: Timestamp, endedAt: Timestamp,
    usage: Usage = Usage()
  ) {
    self.id = id
    kind = .reply
    status = .complete
    self.head = head
    self.reply = reply
    self.provider = provider
    self.model = model
    self.day = day ?? sentAt.localDay
    self.sentAt = sentAt
    self.endedAt = endedAt
    self.usage = usage
    parameters = "{}"
    plan = "{}"
  }
}
