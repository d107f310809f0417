import ArgumentParser
import ChatArchive
import ChatSession
import ChatStore

/// `convo export`: takes conversations out.
struct Export: ParsableCommand {
  /// The formats.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    /// convo's own: the tree, its turns and its branches.
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

  @Flag(help: "Every conversation, those in the archive too, but not what is in the trash.")
  var all = false

  @Argument(help: "REFs; else the current conversation.")
  var refs: [String] = []

  func validate() throws {
    if all, !refs.isEmpty { throw ValidationError("Give --all or REFs, not both.") }
  }

  func run() throws {
    let store = try store.open()
    _ = try? store.recoverLostTurns()
    // One moment of the store: what ends or is deleted meanwhile is there whole or not at all.
    let (count, damaged) = try store.snapshot { store in
      let resolver = TargetResolver(store: store)
      let targets = try targets(resolver)
      guard !targets.isEmpty else { throw Failure(.nothingFound, "There is nothing to export.") }
      let damaged = try withOutput { try write(targets, resolver, to: $0) }
      return (targets.count, damaged)
    }
    guard damaged == 0 else {
      throw Failure(
        .inputOutput,
        "\(damaged) of \(count) conversations could not be read whole; the others are exported. "
          + "Run convo doctor.")
    }
  }

  private func targets(_ resolver: TargetResolver) throws -> [Target] {
    guard all else {
      return try (refs.isEmpty ? [nil] : refs.map(Optional.some)).map(resolver.target)
    }
    let store = resolver.store
    return try store.conversations(limit: .max, ConversationFilter(.kept)).reversed().map {
      Target(conversation: $0, branch: try store.activeBranch(of: $0), message: nil)
    }
  }

  /// Writes conversations one after another.
  /// - Returns: How many could not be read whole; a single one that was asked for is an error.
  private func write(
    _ targets: [Target], _ resolver: TargetResolver, to write: (_ line: String) -> Void
  ) throws -> Int {
    var encoder = RecordEncoder()
    var written: Set<[UInt8]> = []
    var damaged = 0
    for target in targets {
      do {
        switch format {
        case .jsonl:
          try resolver.store.forEachRecord(
            of: target.conversation, attachments: { written.insert($0).inserted }
          ) { write(String(decoding: encoder.line($0).dropLast(), as: UTF8.self)) }
        case .openai:
          guard let head = try resolver.withMessage(target).message else { continue }
          var record = FineTuningRecord(store: resolver.store)
          if let line = try record.line(pathTo: head) { write(line) }
        }
      } catch let error as ChatStoreError where targets.count > 1 {
        damaged += 1
        StandardError.notice("\(target.conversation.id.shortID): \(error)")
      }
    }
    return damaged
  }

  private func withOutput<Result>(
    _ body: ((String) -> Void) throws -> Result
  ) throws -> Result {
    guard let output else { return try body(StandardOutput.json) }
    let file = try NewFile(path: output)
    let result = try body { file.write($0 + "\n") }
    try file.keep()
    return result
  }
}
