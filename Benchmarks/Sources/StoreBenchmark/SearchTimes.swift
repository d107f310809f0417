import ArgumentParser
import ChatStore

extension StoreBenchmark {
  /// Asks queries of a store that is open.
  struct SearchTimes: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "search", abstract: "Ask the queries of a file, each in turn.")

    @Argument(help: "The store.") var store: String
    @Argument(help: "A file with a query on every line.") var queries: String
    @Option(help: "How often to ask each.") var repeats = 10
    @Option(help: "What to call the sample.") var name = "convo"
    @Flag(help: "The best hits, not the newest.") var rank = false
    @Flag(help: "Only count all hits, once.") var count = false

    func run() throws {
      let queries = try Queries(path: queries).lines
      // Years after the clock of today nothing would be new.
      let store = try ChatStore.open(path: store) { SteppingClock.end }
      if count {
        let counts = try queries.map { text in
          let query = try SearchQuery(text)
          return try store.countHits(query, options(query, in: store))
        }
        print(#"{"area":"search","case":"\#(name)-counts","counts":\#(counts)}"#)
        return
      }
      var times = [[Double]](repeating: [], count: queries.count)
      var hits = [Int](repeating: 0, count: queries.count)
      // Every query once, in turn, as people ask; the first time warms up.
      for round in 0...max(1, repeats) {
        for (index, text) in queries.enumerated() {
          let start = ProcessTime.now()
          let query = try SearchQuery(text)
          hits[index] = try store.search(query, options(query, in: store)).count
          let time = (ProcessTime.now() - start).wall * 1000
          if round > 0 { times[index].append(time) }
        }
      }
      print(#"{"area":"search","case":"\#(name)","hits":\#(hits),"wall_ms_each":\#(times)}"#)
    }

    private func options(_ query: SearchQuery, in store: ChatStore) throws -> SearchOptions {
      var options = SearchOptions()
      options.order = rank ? .relevance : .newest
      for reference in query.references {
        guard case .conversation(let conversation) = try store.find(reference) else { continue }
        options.references[reference] = conversation
      }
      return options
    }
  }
}
