/// A turn whose reply is on its way, and the lock that proves that its sender lives.
///
/// Letting go of it without `ChatStore.finish` leaves a turn that the next command recovers, as
/// after a crash.
public final class RunningTurn: Sendable {
  /// The identity.
  public let id: Identifier<Turn>
  /// The messages that were stored with it, in order.
  public let messages: [Message]
  /// The branch that its reply will move.
  public let branch: Branch
  /// True when the branch had been moved by someone else, so that the messages became a branch of
  /// their own.
  public let diverted: Bool

  let key: Int64
  let conversationKey: Int64
  let headKey: Int64
  private let own: OwnTurns
  private let locks: LiveLocks?

  init(
    id: Identifier<Turn>, key: Int64, conversationKey: Int64, headKey: Int64, messages: [Message],
    branch: Branch, diverted: Bool, own: OwnTurns, locks: LiveLocks?
  ) {
    self.id = id
    self.key = key
    self.conversationKey = conversationKey
    self.headKey = headKey
    self.messages = messages
    self.branch = branch
    self.diverted = diverted
    self.own = own
    self.locks = locks
  }

  deinit {
    release()
  }

  /// Lets others take the turn for dead, or sees to it that they know it has ended.
  func release() {
    own.remove(key)
    locks?.release(key)
  }
}
