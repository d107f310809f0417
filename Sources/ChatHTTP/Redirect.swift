#if Networking
  import ChatCompletions

  /// What to do with a response whose status may be a redirect (RFC 9110 §15.4).
  enum Redirect: Equatable {
    /// The response is the answer.
    case none
    /// The same request, with method, headers and body, goes to this URL.
    case follow(HTTPURL)

    /// How many redirects one request may take.
    static let limit = 5

    /// Decides.
    ///
    /// A request is repeated only within the scheme, host and port that it was meant for, because
    /// it carries the key. 301, 302 and 303 turn a POST into a GET without its body, which no
    /// chat endpoint can answer, so that it is better to say where they pointed.
    /// - Throws: `TransportError` of kind `invalidResponse` if the redirect is refused.
    static func decide(
      status: Int, location: String?, method: String, url: HTTPURL
    ) throws(TransportError) -> Redirect {
      guard [301, 302, 303, 307, 308].contains(status), let location else { return .none }
      guard let target = try? url.resolving(location) else {
        throw TransportError(
          .invalidResponse,
          "\(url.authority) redirected (\(status)) to something that is not an http or https URL")
      }
      guard target.hasSameOrigin(as: url) else {
        throw TransportError(
          .invalidResponse,
          "\(url.authority) redirected (\(status)) to \(target.publicText), which is another place;"
            + " nothing was sent there")
      }
      guard status >= 307 || method == "GET" || method == "HEAD" else {
        throw TransportError(
          .invalidResponse,
          "\(url.authority) redirected (\(status)) the \(method) to \(target.publicText)"
            + " in a way that drops its body")
      }
      return .follow(target)
    }
  }
#endif
