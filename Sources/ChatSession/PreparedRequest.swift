import ChatCompletions
public import ChatStore
import Crypto

/// A request whose window is chosen and whose body is encoded, not yet recorded or sent.
public struct PreparedRequest: Sendable {
  /// The messages that it sends.
  public let window: ContextWindow
  /// The body, byte for byte.
  public let body: [UInt8]
  let record: TurnRequest

  /// Chooses the window and encodes the body.
  /// - Throws: `ChatStoreError.budgetTooSmall` when what must be sent does not fit.
  public init(
    _ drafts: [MessageDraft], under base: Message?, settings: RequestSettings,
    store: ChatStore
  ) throws {
    let window = try store.window(
      upTo: base, appending: drafts, budget: settings.budget,
      counter: settings.counter, strategy: settings.strategy,
      shortLimit: settings.shortLimit)
    self.init(window, settings, for: .reply)
  }

  /// Encodes the body for a window.
  init(_ window: ContextWindow, _ settings: RequestSettings, for kind: Turn.Kind) {
    let request = ChatCompletionRequest(
      model: settings.model,
      messages: zip(window.messages, window.attachments).map {
        settings.mapping.wire($0, attachments: $1)
      },
      stream: settings.stream, includeUsage: settings.includeUsage,
      parameters: settings.parameters)
    let body = request.encoded()
    var hasher = SHA256()
    body.withUnsafeBytes { hasher.update(bufferPointer: $0) }
    self.window = window
    self.body = body
    record = TurnRequest(
      kind: kind, provider: settings.provider, model: settings.model,
      parameters: settings.parametersJSON,
      window: window, bodySHA256: hasher.finalize().withUnsafeBytes { [UInt8]($0) })
  }
}
