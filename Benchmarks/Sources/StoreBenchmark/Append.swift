import ArgumentParser
import ChatStore

extension StoreBenchmark {
  /// Appends messages to one branch, one transaction each.
  struct Append: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Append messages to one branch, one transaction each.")

    @Argument(help: "The store to make.") var store: String
    @Argument(help: "A file with a message on every line.") var texts: String
    @Argument(help: "How many messages to append.") var count: Int

    func run() throws {
      let texts = try Texts(path: texts)
      let store = try ChatStore.open(path: store)
      var branch = try store.createConversation(title: "benchmark").branch
      var marks: [ProcessTime] = []
      for index in 0..<count {
        if index == count * marks.count / 4, marks.count < 4 { marks.append(.now()) }
        branch = try store.append(texts.message(index), to: branch).branch
      }
      marks.append(.now())
      let quarters = zip(marks, marks.dropFirst()).map { $1 - $0 }
      print(
        """
        {"area":"append","case":"convo","count":\(count),\
        "wall_quarters":\(quarters.map(\.wall)),"cpu_quarters":\(quarters.map(\.cpu))}
        """)
    }
  }
}
