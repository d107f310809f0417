import ArgumentParser
import ChatSession
import ChatStore

/// `convo export`: takes conversations out.
struct Export: ParsableCommand {
  /// The formats.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    /// convo's own, with everything.
    case jsonl
    /// One line a conversation: the messages of the active branch.
    case openai
  }

  static let configuration = CommandConfiguration(
    commandName: "export", _superCommandName: "convo",
    abstract: "Write conversations as JSONL: convo's own, or OpenAI's messages.",
    discussion: """
      Without a REF it is the current conversation. A branch or a message selects the path that \
      openai writes; jsonl always has the whole tree.

      Example: convo export --all -o history.jsonl
      """)

  @OptionGroup var store: StoreOptions

  @Option(name: .shortAndLong, help: "jsonl or openai.")
  var format = Format.jsonl

  @Option(name: .shortAndLong, help: "A file to write; else standard output.")
  var output: String?

  @Flag(help: "Every conversation.")
  var all = false

  @Argument(help: "REFs; else the current conversation.")
  var refs: [String] = []

  func validate() throws {
    if all, !refs.isEmpty { throw ValidationError("Give --all or REFs, not both.") }
  }

  func run() throws {
    let store = try store.open()
    let resolver = TargetResolver(store: store)
    let targets: [Target]
    if all {
      targets = try store.conversations(limit: .max).reversed().map {
        Target(conversation: $0, branch: try store.activeBranch(of: $0), message: nil)
      }
    } else {
      targets = try (refs.isEmpty ? [nil] : refs.map(Optional.some)).map(resolver.target)
    }
    guard !targets.isEmpty else { throw Failure(.nothingFound, "There is nothing to export.") }
    var record = ConversationRecord(store: store)
    try withOutput { write in
      for target in targets {
        switch format {
        case .jsonl:
          try record.write(target.conversation) { write($0 + "\n") }
        case .openai:
          guard let head = try resolver.withMessage(target).message else { continue }
          write(try FineTuningRecord(store: store).line(pathTo: head) + "\n")
        }
      }
    }
  }

  private func withOutput(_ body: ((String) -> Void) throws -> Void) throws {
    guard let output else { return try body(StandardOutput.write) }
    let file = try NewFile(path: output)
    try body(file.write)
    try file.keep()
  }
}
