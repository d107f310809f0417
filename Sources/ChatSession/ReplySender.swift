public import ChatCompletions
public import ChatStore

/// Sends a conversation to an endpoint and stores what comes back, so that nothing is lost whatever
/// happens on the way.
///
/// The prompt and a running turn are stored before the first byte leaves; pieces of the reply are
/// stored as they come; the reply is stored whole at the end, with what is wrong with it if anything
/// is.
public struct ReplySender: Sendable {
  private let store: ChatStore
  private let client: ChatClient

  /// Makes a sender.
  public init(store: ChatStore, client: ChatClient) {
    self.store = store
    self.client = client
  }

  /// Stores the new messages, sends the request, and stores the reply.
  ///
  /// Cancelling the task ends the reply early: what had come is stored as a partial reply.
  /// - Parameters:
  ///   - request: The request.
  ///   - drafts: The new messages that it was prepared with.
  ///   - place: Where they go.
  ///   - settings: The settings that it was prepared with.
  ///   - progress: Called in order, from the same task.
  /// - Returns: The reply, and what became of its turn.
  /// - Throws: `ChatClientError` or `CancellationError` when not one byte of a reply came; the turn
  ///   is then stored as failed. `ChatStoreError` when the prompt could not be stored, so that
  ///   nothing was sent; `UnstoredReply` when the reply could not.
  public func send(
    _ request: PreparedRequest, appending drafts: [MessageDraft], at place: TurnPlace,
    settings: RequestSettings, progress: (ReplyProgress) async -> Void
  ) async throws -> SentReply {
    let turn = try store.beginTurn(request.record, appending: drafts, at: place)
    await progress(.began(turn))
    let recorder = ReplyRecorder(store: store, turn: turn)
    var firstTokenAt: Timestamp?
    do {
      for try await event in try await client.reply(to: request.body, stream: settings.stream) {
        switch event {
        case .deltas(let deltas):
          // A reply that comes whole has no first token.
          if settings.stream, firstTokenAt == nil { firstTokenAt = .now() }
          await recorder.add(deltas)
          await progress(.deltas(deltas))
        case .end(let reply):
          let outcome = TurnOutcome(
            of: reply, to: request, firstTokenAt: firstTokenAt, settings: settings)
          let finished = try await recorder.finish(outcome)
          settings.learn(from: reply.usage, of: request, in: store)
          return SentReply(
            reply: reply, turn: finished, usage: outcome.usage,
            conversation: turn.placement.conversation,
            branch: finished.branch ?? turn.branch)
        }
      }
      throw ChatClientError(kind: .malformed, message: "The endpoint sent no reply.")
    } catch let error as UnstoredReply {
      throw error
    } catch {
      let message =
        (error as? ChatClientError)?.message
        ?? (error is CancellationError ? "Interrupted before any of the reply came." : "\(error)")
      // The endpoint's own words matter more than a store that cannot keep them just now.
      _ = try? await recorder.finish(TurnOutcome(reply: nil, error: message))
      throw error
    }
  }
}
