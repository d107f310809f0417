/// Why a request got no response, or a response broke off.
public struct TransportError: Error, Sendable, Equatable {
  /// What kind of failure it was, for deciding about a retry and an exit code.
  public enum Kind: Sendable, Equatable {
    /// The host name could not be resolved.
    case nameNotFound
    /// Nothing listens there, or the network does not lead there.
    case cannotConnect
    /// No answer within the time allowed.
    case timedOut
    /// TLS could not be agreed on.
    case tls
    /// Nobody who is trusted vouches for the host's certificate.
    case untrustedCertificate
    /// The connection broke off after the request was sent.
    case connectionLost
    /// The response was not HTTP, or a redirect was refused.
    case invalidResponse
    /// The URL cannot be requested.
    case invalidURL
  }

  /// The kind.
  public var kind: Kind
  /// One sentence for people, without the key or the body.
  public var message: String

  /// Makes an error.
  public init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }
}
