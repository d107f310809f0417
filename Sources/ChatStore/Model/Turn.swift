/// One HTTP attempt at one model call.
public struct Turn: Sendable, Identifiable {
  /// What the call was for.
  public enum Kind: String, Sendable {
    /// An answer to the conversation.
    case reply
    /// A summary of messages that no longer fit.
    case summary
  }

  /// How it went.
  public enum Status: String, Sendable, CaseIterable {
    /// The reply is still arriving, or the process that waited for it has died.
    case running
    /// The whole reply is stored.
    case complete
    /// The reply ended early and the process lived to store what had come.
    case partial
    /// Not one byte of a reply came.
    case failed
    /// The process died; what had been flushed was recovered.
    case lost
  }

  /// The identity.
  public let id: Identifier<Turn>
  /// What it was for.
  public let kind: Kind
  /// How it went.
  public let status: Status
  /// The endpoint's name in the configuration.
  public let provider: String
  /// The model that was asked for.
  public let model: String
  /// The model that answered, in the endpoint's words.
  public let modelAnswered: String?
  /// When the request was sent.
  public let sentAt: Timestamp
  /// When the first token came.
  public let firstTokenAt: Timestamp?
  /// When it ended.
  public let endedAt: Timestamp?
  /// The tokens.
  public let usage: Usage
  /// Why the model stopped.
  public let finishReason: String?
  /// One sentence: why it is not complete.
  public let error: String?
  /// The request without its messages, as JSON.
  public let parameters: String
  /// Which messages were sent, as JSON.
  public let plan: String
  /// The rest of the reply, as JSON.
  public let envelope: String?

  package let key: Int64
  package let conversationKey: Int64
  package let baseKey: Int64?
  package let headKey: Int64
  package let replyKey: Int64?
}
