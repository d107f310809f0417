/// Threads that become one conversation: one, and all that were forked from it.
struct LLMFamily {
  /// What the conversation is called: the id of the thread that all come from.
  let identity: String
  /// The threads, the first of all in front.
  let threads: [String]
  /// A response that is in no conversation.
  var response: String?
  /// A turn that is in no thread.
  var turn: String?
}
