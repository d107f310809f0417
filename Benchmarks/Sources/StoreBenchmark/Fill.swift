import ArgumentParser
import ChatStore

extension StoreBenchmark {
  /// Makes a store of many conversations.
  struct Fill: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make a store of many conversations, nothing measured.")

    @Argument(help: "The store to make.") var store: String
    @Argument(help: "A file with a message on every line.") var texts: String
    @Argument(help: "How many messages to store.") var count: Int
    @Option(help: "How many messages a conversation has.") var length = 20

    func run() throws {
      let texts = try Texts(path: texts)
      let store = try ChatStore.open(path: store)
      for start in stride(from: 0, to: count, by: max(1, length)) {
        let drafts = (start..<min(count, start + length)).map { MessageDraft(texts.message($0)) }
        _ = try store.createConversation(
          title: String(texts.message(start).text.prefix(40)), messages: drafts)
      }
    }
  }
}
