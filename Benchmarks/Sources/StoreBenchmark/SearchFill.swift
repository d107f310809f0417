import ArgumentParser
import ChatStore

extension StoreBenchmark {
  /// Makes a store to search in: conversations of four years, a few of which a model answered.
  ///
  /// A message costs a transaction, since each has a time of its own. `programs/copy_turns.py` gives
  /// the other replies turns like those.
  struct SearchFill: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make a store of conversations of four years, nothing measured.")

    @Argument(help: "The store to make.") var store: String
    @Argument(help: "A file with a message on every line.") var texts: String
    @Argument(help: "How many messages to store.") var count: Int

    /// How many messages a conversation has.
    private static let length = 20
    /// How many conversations have turns; that many replies of each kind.
    private static let answered = 64

    func run() throws {
      let texts = try Texts(path: texts)
      let clock = SteppingClock()
      let store = try ChatStore.open(path: store) { clock.now }
      var generator = SeededGenerator(seed: 11)
      let conversations = max(1, count / Self.length)
      let span = SteppingClock.end.milliseconds - SteppingClock.start.milliseconds
      let distance = span / Int64(conversations)
      func wait(_ seconds: ClosedRange<Int64>) {
        clock.now.milliseconds += Int64.random(in: seconds, using: &generator) * 1000
      }
      for conversation in 0..<conversations {
        clock.now.milliseconds =
          SteppingClock.start.milliseconds + distance * Int64(conversation)
          + Int64.random(in: 0..<distance / 2, using: &generator)
        let first = conversation * Self.length
        var branch = try store.createConversation(
          title: "conversation \(conversation)", tags: Self.tags(conversation)
        ).branch
        for index in first..<first + Self.length {
          wait(2...58)
          let content = texts.message(index)
          if conversation < Self.answered, content.role == .assistant {
            branch = try answer(branch, conversation, reply: content.text, in: store)
          } else {
            branch = try store.append(content, to: branch).branch
          }
        }
        if conversation % 100 == 3 { try callTool(at: branch, in: store) }
      }
    }

    private static func tags(_ conversation: Int) -> [String] {
      var tags: [String] = []
      if conversation % 3 == 0 { tags.append("daily") }
      if conversation % 50 == 1 { tags.append("project") }
      if conversation % 10_000 == 2 { tags.append("rare") }
      if conversation < 1200 { tags.append("old") }
      return tags
    }

    /// A reply of the kind that its conversation has, so that each kind is there; none fails, since every
    /// text is to be found.
    private func answer(
      _ branch: Branch, _ conversation: Int, reply: String, in store: ChatStore
    ) throws -> Branch {
      let answer = Answer(conversation % 64 == 62 ? 0 : conversation, reply: reply)
      let turn = try store.beginTurn(
        answer.request, appending: [], at: store.continuationPoint(of: branch, resending: true))
      return try store.finish(turn, answer.outcome).branch ?? branch
    }

    /// A call and its result, whose words are no text of the file and are found with other scopes only.
    private func callTool(at branch: Branch, in store: ChatStore) throws {
      var content = MessageContent.assistant("")
      content.toolCalls = [
        ToolCall(callID: "call", name: "read_file", arguments: #"{"path": "notes.txt"}"#)
      ]
      let asked = try store.append(content, to: branch).branch
      _ = try store.append(
        MessageContent(role: .tool, text: "There is no such file.", toolCallID: "call"), to: asked)
    }
  }
}
