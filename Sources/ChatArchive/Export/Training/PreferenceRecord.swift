import ChatCompletions
package import ChatStore

/// Preferred replies and their siblings as lines of OpenAI's JSONL for direct preference optimization.
///
/// `{"input": {"messages": […], "tools": […]}, "preferred_output": […], "non_preferred_output": […]}`: one line for
/// each reply beside a preferred one. That method knows text only, so pictures are named in brackets, and
/// the content of every message is a string. Of the path above, the same is left out as by `FineTuningRecord`.
///
/// <https://developers.openai.com/api/docs/guides/direct-preference-optimization>
package struct PreferenceRecord {
  /// What became of the preferred replies.
  package struct Counts: Sendable, Equatable {
    /// Lines that were given.
    package var lines = 0
    /// Preferred replies with nothing to prefer them to.
    package var withoutRival = 0
    /// Preferred replies with nothing above them, or that say nothing themselves.
    package var withoutPrompt = 0
    /// What was left out of the lines.
    package var losses = TrainingLosses()
  }

  /// What became of the preferred replies so far.
  package private(set) var counts = Counts()
  /// Where messages are read.
  package private(set) var source: ExportSource
  private let messages = TrainingMessage(hasImages: false)

  package init(store: ChatStore, redactor: Redactor? = nil) {
    source = ExportSource(store: store, redactor: redactor)
  }

  /// Gives the lines of a conversation, without their newlines, by depth and UUID of the preferred reply and
  /// then in the order in which its siblings were made.
  package mutating func forEachLine(
    of conversation: Conversation, _ body: (_ line: String) throws -> Void
  ) throws {
    let shape = try source.store.shape(of: conversation)
    for (place, node) in shape.nodes.enumerated() where node.isPreferred && node.role == .assistant
    {
      let rivals = shape.children(of: node.parent).filter { sibling in
        sibling != place && shape.nodes[sibling].role == .assistant
          && !shape.nodes[sibling].isPreferred
      }
      guard let preferred = try reply(node.id), let head = node.parent.map({ shape.nodes[$0].id }),
        let input = try input(pathTo: head, above: preferred.message)
      else {
        counts.withoutPrompt += 1
        continue
      }
      var hasRival = false
      let output = try self.output(preferred)
      for rival in rivals {
        guard let rejected = try reply(shape.nodes[rival].id) else { continue }
        hasRival = true
        counts.lines += 1
        let line: JSONValue = [
          "input": input, "preferred_output": [output],
          "non_preferred_output": [try self.output(rejected)],
        ]
        try body(line.serialized)
      }
      if !hasRival { counts.withoutRival += 1 }
    }
  }

  /// A reply that says something.
  private mutating func reply(_ id: Identifier<Message>) throws -> ExportSource.Entry? {
    guard let message = try source.store.message(id) else { return nil }
    return TrainingPath([source.entry(message)], ending: .reply).entries.first
  }

  private mutating func output(_ reply: ExportSource.Entry) throws -> JSONValue {
    messages.json(reply.content, attachments: try source.attachments(of: reply))
  }

  private mutating func input(
    pathTo id: Identifier<Message>, above reply: Message
  ) throws -> JSONValue? {
    guard let head = try source.store.message(id) else { return nil }
    let path = TrainingPath(try source.path(to: head), ending: .prompt)
    guard !path.entries.isEmpty else { return nil }
    counts.losses += path.losses
    let lines = try path.entries.map {
      messages.json($0.content, attachments: try source.attachments(of: $0))
    }
    return .object(
      JSONObject([("messages", .array(lines))] + (try source.tools(of: reply).members)))
  }
}
