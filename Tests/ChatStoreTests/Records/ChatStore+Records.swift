import ChatTestSupport

@testable import ChatStore

extension ChatStore {
  /// All records of the store, written out, those of the trash too.
  func allRecords(includingTrash: Bool = true) throws -> [String] {
    var lines: [String] = []
    for conversation in try conversationsByIdentity(includingTrash: includingTrash) {
      try forEachRecord(of: conversation, includingTrash: includingTrash) {
        lines.append(String(describing: $0))
      }
    }
    return lines
  }

  /// Takes everything in that another store has.
  @discardableResult func unite(
    with other: ChatStore, includingTrash: Bool = true
  ) throws -> [UnionOutcome] {
    var outcomes: [UnionOutcome] = []
    try uniting(report: { outcomes.append($0) }) { union in
      for conversation in try other.conversationsByIdentity(includingTrash: includingTrash) {
        try other.forEachRecord(of: conversation, includingTrash: includingTrash) {
          try union.add($0)
        }
      }
    }
    return outcomes
  }

  /// What is wrong with the store.
  func findings() throws -> [String] { try examine().findings.map(\.message) }
}
