/// What happens while a summary is made, in order.
public enum SummaryProgress: Sendable {
  /// A request is about to leave: how many messages it holds, what is to be summarised after it, and
  /// whether all of the messages fit into it.
  case asking(messages: Int, left: Int, isWhole: Bool)
  /// The endpoint refused the request as too long; it is asked again, for fewer messages at once.
  case refused
}
