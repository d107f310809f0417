extension ChatClientError {
  /// Makes the error of a failed transport; of an unknown error only the type is told, because its
  /// words might hold a header.
  init(transport error: any Error) {
    if let error = error as? TransportError {
      self.init(kind: .transport(error.kind), message: error.message.asSentence)
    } else {
      self.init(
        kind: .transport(.connectionLost),
        message: "the connection failed (\(Swift.type(of: error)))")
    }
  }

  /// The same without a secret.
  ///
  /// To be asked last: making a sentence of an endpoint's words drops invisible characters, which can join
  /// the pieces of a key.
  func redacting(_ secret: String?) -> ChatClientError {
    guard let secret, !secret.isEmpty else { return self }
    func clean(_ text: String) -> String { text.replacing(secret, with: "[key]") }
    var error = self
    error.message = clean(message)
    error.code = code.map(clean)
    error.type = type.map(clean)
    if case .api(let code) = kind { error.kind = .api(code: code.map(clean)) }
    return error
  }

  /// Makes the error of a response whose status is not 2xx, in the words of its body.
  init(status: Int, body: [UInt8], retryAfter: Duration?, secret: String?) {
    let error = EndpointError(body: body).redacting(secret)
    let words = error.message.asSentence
    self.init(
      kind: .status(status), status: status,
      message: words.isEmpty
        ? "the endpoint answered HTTP \(status) without a word"
        : "the endpoint answered HTTP \(status): \(words)",
      code: error.code?.asSentence, type: error.type?.asSentence, retryAfter: retryAfter)
  }

  /// Makes the error that an endpoint reported under a status of success.
  init(api error: EndpointError, status: Int) {
    self.init(
      kind: .api(code: error.code?.asSentence), status: status,
      message: "the endpoint reported an error: \(error.message.asSentence)",
      code: error.code?.asSentence, type: error.type?.asSentence)
  }
}

extension EndpointError {
  /// Reads the body of an error response: JSON of a known shape, else its words.
  init(body: [UInt8]) {
    if let json = try? JSONValue(parsing: body), let error = EndpointError(json: json) {
      self = error
    } else {
      self.init(message: body.excerptOfWords)
    }
  }
}
