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
      // From when the old index is gone.
      var begin: ProcessTime?
      try store.rebuildSearchIndex { _ in begin = begin ?? .now() }
      guard let begin else { return }
      let whole = ProcessTime.now() - begin
      print(
        """
        {"area":"search","case":"convo-build","wall_s":\(whole.wall),"cpu_s":\(whole.cpu)}
        """)
    }
  }
}
