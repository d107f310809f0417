#if Networking
  import ChatCompletions

  /// Finds out whether an endpoint answers and takes the key.
  struct EndpointTest {
    let client: ChatClient

    /// The ids of its models; nil when it does not say which it has.
    /// - Throws: `ChatClientError` when it refuses the key or does not answer.
    func models() async throws -> [String]? {
      do {
        return try await client.models()
      } catch let error as ChatClientError where Self.meansUnknown(error) {
        return nil
      }
    }

    /// Asks for one token, for endpoints that do not list their models.
    /// - Throws: `ChatClientError` when there is none.
    func reply(from model: String) async throws {
      let request = ChatCompletionRequest(
        model: model, messages: [ChatMessage(role: "user", content: .text("Hello"))],
        stream: false, parameters: [("max_tokens", 1)])
      for try await event in try await client.reply(to: request.encoded(), stream: false) {
        if case .end(let reply) = event, case .truncated(let reason) = reply.completion {
          throw ChatClientError(kind: .malformed, message: reason)
        }
      }
    }

    private static func meansUnknown(_ error: ChatClientError) -> Bool {
      switch error.kind {
      case .malformed: true
      case .status(let status): [404, 405, 501].contains(status)
      default: false
      }
    }
  }
#endif
