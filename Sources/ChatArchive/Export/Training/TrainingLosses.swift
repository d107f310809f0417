/// How much of the messages was left out because a model cannot be trained on it.
package struct TrainingLosses: Sendable, Equatable {
  /// Calls without a result, or of another type than `function`.
  package var calls = 0
  /// Results without a call.
  package var results = 0
  /// Messages that say nothing.
  package var emptyMessages = 0
  /// Texts beside calls, and replies before the first prompt, where a format has no place for them.
  package var unplaced = 0

  static func += (left: inout TrainingLosses, right: TrainingLosses) {
    left.calls += right.calls
    left.results += right.results
    left.emptyMessages += right.emptyMessages
    left.unplaced += right.unplaced
  }
}
