import ArgumentParser
import ChatStore

extension StoreBenchmark {
  /// Makes a store with one long path: instructions at its root, pins, and a window that was sent.
  struct Path: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make a store with one path, nothing measured.")

    @Argument(help: "The store to make.") var store: String
    @Argument(help: "A file with a message on every line.") var texts: String
    @Argument(help: "How many messages the path has; an even number.") var depth: Int

    func run() throws {
      let texts = try Texts(path: texts)
      let store = try ChatStore.open(path: store)
      let instructions = MessageDraft(
        .system("You answer briefly and in the language of the question."))
      var (conversation, branch, _) = try store.createConversation(
        title: "benchmark", messages: [instructions])
      // The last message is a prompt, so that there is something to send.
      for start in stride(from: 0, to: depth - 1, by: 10_000) {
        let drafts = (start..<min(depth - 1, start + 10_000)).map {
          MessageDraft(texts.message($0))
        }
        branch = try store.append(
          drafts, at: store.continuationPoint(of: branch)
        ).branch
      }
      conversation = try store.refreshed(conversation)
      let head = try Window.head(of: store)
      for place in [depth / 3, depth / 2] {
        _ = try store.setPinned(true, store.ancestor(of: head, steps: place / 2 * 2))
      }
      // What messages cost is kept with the turn that sends them.
      let turn = try store.beginTurn(
        TurnRequest(
          provider: "none", model: "none",
          window: Window.window(in: store, upTo: head, Window.counter())),
        appending: [], at: store.continuationPoint(of: branch, resending: true))
      _ = try store.finish(turn, TurnOutcome(reply: nil, error: "not sent"))
    }
  }
}
