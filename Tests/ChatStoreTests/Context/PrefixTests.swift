import ChatTestSupport
import ChatTokens
import Testing

@testable import ChatStore

@Suite("How much of a long conversation's prompts a provider has seen before")
struct PrefixTests {
  /// What of all prompt tokens was the beginning of the prompt before, over 500 exchanges of 400 tokens with a
  /// budget of 16,000; a provider keeps prompts, not replies.
  private func seenShare(_ strategy: ContextStrategy) throws -> Double {
    var path: [ContextMessage] = []
    func add(_ content: MessageContent, _ tokens: Int) {
      path.append(
        ContextMessage(
          id: Identifier(high: 1, low: UInt64(path.count)), content: content, depth: path.count,
          count: TokenCount(exactly: tokens)))
    }
    add(.system(""), 100)
    var cut: Identifier<Message>?
    var last: [Identifier<Message>] = []
    var (sent, seen) = (0, 0)
    for _ in 0..<500 {
      add(.user(""), 100)
      let previousCut = cut.flatMap { id in path.first { $0.id == id }?.depth }
      var rest = path[1...]
      let window = try WindowBuilder(
        budget: TokenBudget(limit: 16_000, reserve: 0), strategy: strategy,
        previousCut: previousCut, leading: [path[0]], newestInstruction: nil, pinned: [],
        pathLength: path.count
      ).window { rest.popLast() }
      cut = window.cut
      let shared = zip(window.ids, last).prefix { $0 == $1 }.count
      seen += window.counts[..<shared].map(\.expected).reduce(0, +)
      sent += window.cost
      last = window.ids
      add(.assistant(""), 300)
    }
    return Double(seen) / Double(sent)
  }

  @Test("With sticky nine tenths of the prompt tokens have been seen, with recent next to nothing")
  func share() throws {
    let sticky = try seenShare(.sticky)
    let recent = try seenShare(.recent)
    print("seen before: sticky \(sticky), recent \(recent)")
    #expect(sticky >= 0.9)
    #expect(recent < sticky / 4)
  }
}
