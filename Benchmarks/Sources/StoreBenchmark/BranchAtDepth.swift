import ArgumentParser
import ChatStore

extension StoreBenchmark {
  /// Makes branches at random places of a long conversation.
  struct BranchAtDepth: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "branch", abstract: "Make branches at random places of a long conversation.")

    @Argument(help: "The store to make.") var store: String
    @Argument(help: "A file with a message on every line.") var texts: String
    @Argument(help: "How deep the conversation is.") var depth: Int
    @Option(help: "How many branches to make.") var branches = 400

    func run() throws {
      let texts = try Texts(path: texts)
      let store = try ChatStore.open(path: store)
      let drafts = (0..<depth).map { MessageDraft(texts.message($0)) }
      let (conversation, main, messages) = try store.createConversation(
        title: "benchmark", messages: drafts)
      guard let head = messages.last else { throw ValidationError("the depth must be above 0") }

      var generator = SeededGenerator(seed: 7)
      var times: [Double] = []
      for index in 0..<branches {
        // Half of them at the very head, where the history is longest.
        let steps = index % 2 == 0 ? 0 : Int.random(in: 0..<depth, using: &generator)
        let place = try store.ancestor(of: head, steps: steps)
        let start = ProcessTime.now()
        _ = try store.createBranch(named: "branch-\(index)", at: place, in: conversation)
        times.append((ProcessTime.now() - start).wall * 1000)
      }
      let added = try store.refreshed(conversation).messageCount - depth
      let moved = try store.head(of: main)?.id != head.id
      guard added == 0, !moved else { throw ValidationError("a branch wrote a message") }
      print(#"{"area":"branch","case":"convo","depth":\#(depth),"wall_ms_each":\#(times)}"#)
    }
  }
}
