/// What lies in the trash, or is left of it, and would be freed for good: announced by `ChatStore.garbage()`, removed by
/// `ChatStore.collect(_:)`.
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

  /// True when the trash is empty.
  public var isEmpty: Bool {
    conversationKeys.isEmpty && branchKeys.isEmpty && roots.isEmpty && strayAttachments.isEmpty
  }

  /// The conversations in the trash.
  var conversationKeys: [Int64] = []
  /// The branches in the trash whose conversations are not.
  var branchKeys: [Int64] = []
  /// Attachments that no message carries: the rest of a collection that was interrupted.
  var strayAttachments: [Int64] = []
  /// The messages in the trash whose conversations are not, without those below others.
  var roots: [Root] = []

  /// A message that goes with everything below it.
  struct Root: Sendable, Equatable {
    let message: Int64
    let conversation: Int64
  }
}
