import ChatCompletions
package import ChatStore

/// Paths as lines of ShareGPT's JSONL, as LLaMA-Factory reads it.
///
/// `{"conversations": [{"from": "human", "value": "…"}, …], "system": "…", "tools": "…"}`: people and results of
/// tools at odd places, the model at even ones, whose calls are JSON. So messages of one side are joined with
/// an empty line between them, calls that follow each other are one array, the text beside calls has no place,
/// and neither has what the model said before the first prompt. All instructions stand in `system`, the tools'
/// functions as JSON in `tools`; both are always strings, so that every line has one schema. Pictures are named
/// in brackets.
///
/// <https://github.com/hiyouga/LLaMA-Factory/blob/main/data/README.md>
package struct ShareGPTRecord {
  /// What became of the paths.
  package struct Counts: Sendable, Equatable {
    /// Lines that were given.
    package var lines = 0
    /// Paths in which nobody replied to anybody.
    package var withoutReply = 0
    /// What was left out of the lines.
    package var losses = TrainingLosses()
  }

  /// What became of the paths so far.
  package private(set) var counts = Counts()
  /// Where messages are read.
  package private(set) var source: ExportSource

  package init(store: ChatStore, redactor: Redactor? = nil) {
    source = ExportSource(store: store, redactor: redactor)
  }

  /// The line for the path to a message, without its newline; nil where there is nothing to learn.
  package mutating func line(pathTo head: Message) throws -> String? {
    let path = TrainingPath(try source.path(to: head), ending: .reply)
    var turns = ShareGPTTurns()
    for entry in path.entries {
      let attachments = try source.attachments(of: entry)
      turns.add(entry.content, text: PlainText.text(of: entry.content, attachments: attachments))
    }
    guard let reply = path.entries.last, !turns.turns.isEmpty else {
      counts.withoutReply += 1
      return nil
    }
    let tools = try source.tools(of: reply.message).functions.compactMap { $0["function"] }
    counts.lines += 1
    counts.losses += path.losses
    counts.losses.unplaced += turns.unplaced
    let line: JSONValue = [
      "conversations": .array(turns.turns.map(\.json)),
      "system": .string(turns.system.joined(separator: "\n\n")),
      "tools": .string(tools.isEmpty ? "" : JSONValue.array(tools).serialized),
    ]
    return line.serialized
  }
}
