import ChatCompletions
import ChatSession
import ChatStore

/// The same prompt in a window that is corrected by what the endpoint said; a turn of its own.
struct SecondTry {
  let request: PreparedRequest
  let place: TurnPlace
  let sender: Sender
  /// What the user is told before it goes out.
  let notice: String

  /// Prepares it; nil where no smaller window is to be had.
  init?(
    after refused: RefusedAsTooLong, of first: PreparedRequest, at firstPlace: TurnPlace,
    _ sender: Sender, in store: ChatStore
  ) {
    let settings = sender.settings
    var corrected = sender
    corrected.settings = settings.corrected(for: refused.refusal, of: first.window)
    guard
      let place = try? Self.place(after: refused.turn, firstPlace, in: store),
      let request = try? PreparedRequest(
        [], under: place.base, settings: corrected.settings, store: store),
      request.window.cost < first.window.cost
    else { return nil }
    self.place = place
    self.request = request
    self.sender = corrected
    let fewer = first.window.messages.count - request.window.messages.count
    notice =
      "the endpoint refused \(first.window.messages.count) messages as too long"
      + (refused.refusal.limit.map { " (it takes \($0) tokens)" } ?? "")
      + "; sending once more, "
      + (fewer == 0
        ? "with results of tools in short"
        : "\(fewer == 1 ? "1 message" : "\(fewer) messages") fewer")
  }

  /// The prompt is stored by now, so that nothing is added.
  private static func place(
    after turn: RunningTurn, _ first: TurnPlace, in store: ChatStore
  ) throws -> TurnPlace {
    if case .reply(let message, let point) = first {
      return .reply(to: message, try store.point(at: message, on: point.branch, below: true))
    }
    return .branch(try store.continuationPoint(of: turn.branch, resending: true))
  }
}
