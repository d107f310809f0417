/// Why a request got not one byte of a reply.
///
/// A reply that began and broke off is no error: its last event says that it is truncated.
public struct ChatClientError: Error, Sendable, Equatable {
  /// What kind of failure it was.
  public enum Kind: Sendable, Equatable {
    /// The network.
    case transport(TransportError.Kind)
    /// A status that is not 2xx.
    case status(Int)
    /// An error that the endpoint reported under a status of success, with its code.
    case api(code: String?)
    /// An answer that is no reply.
    case malformed
  }

  /// The kind.
  public var kind: Kind
  /// The status, where a response came.
  public var status: Int?
  /// One sentence, with the endpoint's own words where there are any, without control characters
  /// and the key.
  public var message: String
  /// The endpoint's error code.
  public var code: String?
  /// The endpoint's error type.
  public var type: String?
  /// How long the endpoint asks to wait.
  public var retryAfter: Duration?

  /// Makes an error.
  public init(
    kind: Kind, status: Int? = nil, message: String, code: String? = nil, type: String? = nil,
    retryAfter: Duration? = nil
  ) {
    self.kind = kind
    self.status = status
    self.message = message
    self.code = code
    self.type = type
    self.retryAfter = retryAfter
  }
}

extension ChatClientError: CustomStringConvertible {
  /// The message.
  public var description: String { message }
}
