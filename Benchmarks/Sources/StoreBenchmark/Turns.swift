import ArgumentParser
import ChatStore

extension StoreBenchmark {
  /// Makes a store with turns of many days, each of a prompt and its reply.
  ///
  /// A turn waits twice for the disk. `programs/copy_turns.py` makes many of few.
  struct Turns: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make a store with turns of three years.")

    @Argument(help: "The store to make.") var store: String
    @Argument(help: "A file with a message on every line.") var texts: String
    @Argument(help: "How many turns to store.") var count: Int
    @Option(help: "In how many conversations.") var conversations = 1000

    func run() throws {
      let texts = try Texts(path: texts)
      let clock = SteppingClock()
      let store = try ChatStore.open(path: store) { clock.now }
      let year: Int64 = 365 * 86_400_000
      let start = SteppingClock.end.milliseconds - 3 * year
      let length = max(1, count / max(1, conversations))
      let begin = ProcessTime.now()
      var branch: Branch?
      for index in 0..<count {
        clock.now.milliseconds = start + 3 * year * Int64(index) / Int64(count)
        let answer = Answer(index, reply: texts.message(2 * index + 1).text)
        let prompt = MessageDraft(texts.message(2 * index))
        let place: TurnPlace =
          if index % length != 0, let branch {
            .branch(try store.continuationPoint(of: branch))
          } else {
            .newConversation(title: "conversation \(index / length)", tags: [])
          }
        let turn = try store.beginTurn(answer.request, appending: [prompt], at: place)
        clock.now.milliseconds += 5000
        branch = try store.finish(turn, answer.outcome).branch ?? turn.branch
      }
      let time = ProcessTime.now() - begin
      print(
        """
        {"area":"usage","case":"convo-turns","count":\(count),"wall_s":\(time.wall),\
        "cpu_s":\(time.cpu)}
        """)
    }
  }
}
