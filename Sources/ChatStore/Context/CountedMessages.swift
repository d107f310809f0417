/// What messages cost that the store did not know of.
struct CountedMessages: Sendable {
  /// What they were counted by.
  var counter = ""
  /// The messages, sent or not.
  var sizes: [(id: Identifier<Message>, size: MessageSize)] = []
}
