/// The part of a path that a summary is asked for.
struct PartToSummarize {
  /// The depth of its first message.
  let firstDepth: Int
  /// What stands for the messages above it, down from the instructions; nil where there are none.
  let known: ContextSummary?
}
