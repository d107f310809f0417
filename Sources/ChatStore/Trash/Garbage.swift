/// What lies in the trash, or is left of it, and would be freed for good: announced by
/// `ChatStore.garbage()`, removed by `ChatStore.collect(_:)`.
public struct Garbage: Sendable, Equatable {
  /// How many conversations.
  public internal(set) var conversations = 0
  /// How many branches of conversations that stay.
  public internal(set) var branches = 0
  /// How many messages, those of the conversations included.
  public internal(set) var messages = 0
  /// How many attachments that no other message carries.
  public internal(set) var attachments = 0
  /// The bytes of the messages' words and of the attachments.
  public internal(set) var bytes: Int64 = 0

  /// Whether the search index still has words of an interrupted collection, which the next one forgets.
  public internal(set) var hasRemovedWords = false

  /// True when the trash is empty.
  public var isEmpty: Bool {
    trees.isEmpty && trashedBranches.isEmpty && roots.isEmpty && strayAttachments.isEmpty
  }

  /// The conversations in the trash.
  var trees: [Tree] = []
  /// The branches in the trash whose conversations are not.
  var trashedBranches: [TrashedBranch] = []
  /// Attachments that no message carries: the rest of a collection that was interrupted.
  var strayAttachments: [Int64] = []
  /// The messages in the trash whose conversations are not, without those below others.
  var roots: [Root] = []

  // A row's key is given again when the row is gone, and what was taken out of the trash may come back
  // with more in it. So each is told by what only that one row, deleted then, can have, and by how many
  // messages go with it, since a clock can be put back.

  /// A conversation that goes with all its messages.
  struct Tree: Sendable, Equatable {
    let key: Int64
    let id: [UInt8]
    let trashedAt: Int64
    var messages = 0
  }

  /// A branch that goes by itself.
  struct TrashedBranch: Sendable, Equatable {
    let key: Int64
    let conversation: Int64
    let createdAt: Int64
    let trashedAt: Int64
  }

  /// A message that goes with everything below it.
  struct Root: Sendable, Equatable {
    let message: Int64
    let id: [UInt8]
    let depth: Int
    let conversation: Int64
    let trashedAt: Int64
    var messages = 0
  }
}
