import ChatCompletions
public import ChatStore
import Crypto

/// The request of an old turn, built again.
public struct SentRequest: Sendable {
  /// The messages that it sent.
  public let window: ContextWindow
  /// The body as it is built now.
  public let body: [UInt8]
  /// Whether that is the body that was sent, to the byte; nil where nothing was kept to tell.
  public let isIdentical: Bool?

  /// Builds the request of a turn again.
  ///
  /// What a body also depends on, the turn does not keep: whether a stream was asked for, and how messages are
  /// translated. What is set now is tried first, then the other ways, until one gives the same bytes.
  /// - Parameters:
  ///   - turn: The turn.
  ///   - settings: What holds for its endpoint and model now.
  ///   - store: Where it is.
  /// - Throws: `ChatStoreError.invalidMessage` when its messages are not there any more.
  public init(of turn: Turn, settings: RequestSettings, store: ChatStore) throws {
    let (window, sha256) = try store.window(sentBy: turn, counter: settings.counter)
    self.window = window
    let parameters = (try? JSONValue(parsing: turn.parameters))?.objectValue?.pairs ?? []
    var first: [UInt8]?
    for way in Way.all(beginningWith: settings) {
      let request = ChatCompletionRequest(
        model: turn.model,
        messages: zip(window.messages, window.attachments).map {
          way.mapping.wire($0, attachments: $1)
        },
        stream: way.stream, includeUsage: way.includeUsage, parameters: parameters)
      let body = request.encoded()
      guard let sha256 else {
        (self.body, isIdentical) = (body, nil)
        return
      }
      if SHA256.hash(data: body).elementsEqual(sha256) {
        (self.body, isIdentical) = (body, true)
        return
      }
      first = first ?? body
    }
    (body, isIdentical) = (first ?? [], false)
  }

  /// A way to make a body of messages.
  private struct Way {
    var stream: Bool
    var includeUsage: Bool
    var mapping: MessageMapping

    static func all(beginningWith settings: RequestSettings) -> [Way] {
      let now = Way(
        stream: settings.stream, includeUsage: settings.includeUsage, mapping: settings.mapping)
      var ways = [now]
      for stream in [true, false] {
        for includeUsage in [true, false] {
          for developerRole in [true, false] {
            for reasoning in ReasoningPolicy.allCases {
              ways.append(
                Way(
                  stream: stream, includeUsage: includeUsage,
                  mapping: MessageMapping(developerRole: developerRole, reasoning: reasoning)))
            }
          }
        }
      }
      return ways
    }
  }
}
