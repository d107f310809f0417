/// A turn whose reply is on its way, and the lock that proves that its sender lives.
///
/// Letting go of it without `ChatStore.finish` leaves a turn that the next command recovers, as
/// after a crash.
public final class RunningTurn: Sendable {
  /// The identity.
  public let id: Identifier<Turn>
  /// The messages that were stored with it, and the branch that its reply will move.
  public let placement: Placement

  /// The messages that were stored with it, in order.
  public var messages: [Message] { placement.messages }
  /// The branch that its reply will move.
  public var branch: Branch { placement.branch }
  /// True when someone else had moved the branch, so that the messages became one of their own.
  public var diverted: Bool { placement.diverted }

  let key: Int64
  let headKey: Int64
  private let own: OwnTurns
  private let locks: LiveLocks?

  init(
    id: Identifier<Turn>, key: Int64, headKey: Int64, placement: Placement, own: OwnTurns,
    locks: LiveLocks?
  ) {
    self.id = id
    self.key = key
    self.headKey = headKey
    self.placement = placement
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
