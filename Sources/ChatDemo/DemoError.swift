#if Networking
  import ChatCompletions

  /// What the demo refuses, in the shape of OpenAI's errors.
  struct DemoError: Error, Equatable, Sendable {
    /// The HTTP status.
    var status: Int
    /// One sentence.
    var message: String
    /// The request's field that is to blame.
    var parameter: String?
    /// A word for programs.
    var code: String?

    init(status: Int, message: String, parameter: String? = nil, code: String? = nil) {
      self.status = status
      self.message = message
      self.parameter = parameter
      self.code = code
    }

    /// The body of the response.
    var json: JSONValue {
      [
        "error": [
          "message": .string(message), "type": "invalid_request_error",
          "param": parameter.map { .string($0) } ?? .null,
          "code": code.map { .string($0) } ?? .null,
        ]
      ]
    }
  }
#endif
