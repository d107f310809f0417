import ChatCompletions
import ChatSession
import ChatStore
import ChatTestSupport

/// A store on the disk with a conversation, and an endpoint that does as it is told.
struct Session: Sendable {
  let path: String
  let store: ChatStore
  let transport = SessionTransport()
  let conversation: Conversation
  let branch: Branch
  var settings = RequestSettings(
    provider: "p", model: "m", parameters: [(key: "temperature", value: .bool(false))],
    contextLimit: 10_000, reserve: 1000)

  init(path: String, _ contents: [MessageContent] = []) throws {
    self.path = path
    store = try ChatStore.open(path: path)
    (conversation, branch, _) = try store.conversation(contents)
  }

  /// Sends new messages at the end of the branch.
  func send(
    _ contents: [MessageContent], resending: Bool = false,
    progress: (ReplyProgress) async -> Void = { _ in }
  ) async throws -> SentReply {
    let drafts = contents.map { MessageDraft($0) }
    let point = try store.continuationPoint(of: branch, resending: resending)
    let request = try PreparedRequest(drafts, under: point.base, settings: settings, store: store)
    let client = ChatClient(
      endpoint: Endpoint(baseURL: "http://localhost:1"), transport: transport, retry: .never,
      // On a loaded machine the other side of a test may wait long for a thread.
      timeouts: Timeouts(silence: .seconds(900), payload: .seconds(900)))
    return try await ReplySender(store: store, client: client).send(
      request, appending: drafts, at: .branch(point), settings: settings, progress: progress)
  }

  /// The texts on the branch.
  var texts: [String] { get throws { try store.texts(on: branch, of: conversation) } }

  /// The newest turn.
  var turn: Turn? { get throws { try store.newestTurn(of: conversation) } }
}
