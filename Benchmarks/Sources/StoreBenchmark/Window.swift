import ArgumentParser
import ChatStore
import ChatTokens

extension StoreBenchmark {
  /// Builds windows at the head of a path, in a store that `path` made.
  struct Window: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Build windows of 8,000 tokens at the head of a path.")

    @Argument(help: "The store.") var store: String
    @Option(help: "How many windows to build.") var rounds = 1000

    func run() throws {
      let counter = try Self.counter()
      var opening: [Double] = []
      for _ in 0..<max(1, rounds / 10) {
        let start = ProcessTime.now()
        let store = try ChatStore.open(path: store)
        _ = try Self.window(in: store, upTo: Self.head(of: store), counter)
        opening.append((ProcessTime.now() - start).wall * 1000)
      }
      let store = try ChatStore.open(path: store)
      let head = try Self.head(of: store)
      var open: [Double] = []
      for _ in 0..<rounds {
        let start = ProcessTime.now()
        _ = try Self.window(in: store, upTo: head, counter)
        open.append((ProcessTime.now() - start).wall * 1000)
      }
      let window = try Self.window(in: store, upTo: head, counter)
      print(
        """
        {"area":"window","case":"convo","depth":\(head.depth + 1),\
        "messages":\(window.messages.count),"tokens":\(window.cost),\
        "wall_ms_opening":\(opening),"wall_ms_open":\(open)}
        """)
    }

    static func head(of store: ChatStore) throws -> Message {
      guard let conversation = try store.conversations(limit: 1).first,
        let head = try store.head(of: store.activeBranch(of: conversation))
      else { throw ValidationError("the store has no conversation") }
      return head
    }

    static func counter() throws -> MessageCounter {
      guard let tokenizer = BytePairTokenizer(.o200k) else {
        throw ValidationError("no vocabulary")
      }
      return MessageCounter(tokenizer: tokenizer, overhead: .safe)
    }

    static func window(
      in store: ChatStore, upTo head: Message, _ counter: MessageCounter
    ) throws -> ContextWindow {
      try store.window(
        upTo: head, appending: [], budget: TokenBudget(limit: 8000, reserve: 0), counter: counter,
        strategy: .recent)
    }
  }
}
