import ChatCompletions
package import ChatStore

/// Paths as lines of OpenAI's JSONL for supervised fine-tuning: `{"messages": […], "tools": […]}`.
///
/// A line ends with a reply; what follows the last one is cut off. Calls without results are left out unless they
/// are the end, and so are results without calls and messages that say nothing, because the endpoint refuses
/// a file with such. Reasoning is never written. `developer` is written as `system`, the only name for
/// instructions that these lines know. A user's pictures are written as data where the endpoint takes their
/// format, and are named in brackets elsewhere; attached texts are laid out as they are sent.
///
/// <https://developers.openai.com/api/docs/guides/supervised-fine-tuning>,
/// <https://cookbook.openai.com/examples/chat_finetuning_data_prep>
package struct FineTuningRecord {
  /// What became of the paths.
  package struct Counts: Sendable, Equatable {
    /// Lines that were given.
    package var lines = 0
    /// Paths in which nobody replied.
    package var withoutReply = 0
    /// Paths whose replies all stand in earlier lines.
    package var repeated = 0
    /// What was left out of the lines.
    package var losses = TrainingLosses()
  }

  /// What became of the paths so far.
  package private(set) var counts = Counts()
  /// Where messages are read.
  package private(set) var source: ExportSource
  private let learnsOnce: Bool
  private let messages = TrainingMessage(hasImages: true)
  /// The replies of the conversation at hand that stand in a line.
  private var learned: Set<Identifier<Message>> = []
  private var conversation: Int64?

  /// Begins a file.
  /// - Parameters:
  ///   - store: The store.
  ///   - redactor: Takes secrets out.
  ///   - learnsOnce: Whether a reply that stands in an earlier line of the same conversation gets the weight
  ///     0, so that what several paths share is not learned several times.
  package init(store: ChatStore, redactor: Redactor? = nil, learnsOnce: Bool = false) {
    source = ExportSource(store: store, redactor: redactor)
    self.learnsOnce = learnsOnce
  }

  /// The line for the path to a message, without its newline; nil where there is nothing to learn.
  package mutating func line(pathTo head: Message) throws -> String? {
    let path = TrainingPath(try source.path(to: head), ending: .reply)
    guard let reply = path.entries.last else {
      counts.withoutReply += 1
      return nil
    }
    if conversation != head.conversationKey {
      conversation = head.conversationKey
      learned.removeAll()
    }
    let replies = path.entries.filter { $0.content.role == .assistant }.map(\.message.id)
    if learnsOnce, replies.allSatisfy(learned.contains) {
      counts.repeated += 1
      return nil
    }
    let lines = try path.entries.map { entry in
      messages.json(
        entry.content, attachments: try source.attachments(of: entry),
        weight: learnsOnce && learned.contains(entry.message.id) ? 0 : nil)
    }
    learned.formUnion(replies)
    counts.lines += 1
    counts.losses += path.losses
    var members: [(key: String, value: JSONValue)] = [("messages", .array(lines))]
    members += try source.tools(of: reply.message).members
    return JSONValue.object(JSONObject(members)).serialized
  }
}
