import ArgumentParser
import ChatStore

extension StoreBenchmark {
  /// Makes the search index of a store anew.
  struct SearchBuild: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make the search index of a store anew.")

    @Argument(help: "The store.") var store: String

    func run() throws {
      let store = try ChatStore.open(path: store)
      // The first mark is when the old index is gone, each other one the end of a transaction.
      var marks: [ProcessTime] = []
      try store.rebuildSearchIndex { _ in marks.append(.now()) }
      marks.append(.now())
      guard let first = marks.first, let last = marks.last else { return }
      let whole = last - first
      let transactions = zip(marks, marks.dropFirst()).map { ($1 - $0).wall * 1000 }
      print(
        """
        {"area":"search","case":"convo-build","wall_s":\(whole.wall),"cpu_s":\(whole.cpu),\
        "transactions_ms":\(transactions)}
        """)
    }
  }
}
