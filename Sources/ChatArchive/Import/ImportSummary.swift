import ChatStore

/// What an import brought.
package struct ImportSummary: Sendable {
  /// Conversations that came new.
  package var new = 0
  /// Conversations that were there, of which more came.
  package var extended = 0
  /// Conversations that were there already as they are.
  package var known = 0
  /// Conversations that were removed for good here, and do not come back.
  package var collected = 0
  /// Conversations in which nothing is said.
  package var empty = 0
  /// Messages that came new.
  package var messages = 0
  /// What could not be imported.
  package var problems: [ImportProblem] = []
  /// How many problems there are; of many only the first are kept.
  package var problemCount = 0

  package init() {}

  /// All conversations that were read.
  package var conversations: Int { new + extended + known + collected + empty }

  /// How many problems are kept.
  private static let keptProblems = 1000

  mutating func add(_ problem: ImportProblem) {
    problemCount += 1
    if problems.count < Self.keptProblems { problems.append(problem) }
  }

  /// Counts a conversation; a refused one is a problem, for which somebody must know where it stands.
  mutating func add(_ outcome: UnionOutcome) {
    messages += outcome.messages
    switch outcome.result {
    case .new: new += 1
    case .extended: extended += 1
    case .known: known += 1
    case .collected: collected += 1
    case .refused: break
    }
  }
}
