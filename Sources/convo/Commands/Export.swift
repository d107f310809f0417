import ArgumentParser
import ChatArchive
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

  @OptionGroup var selection: ExportSelection

  func run() throws {
    let store = try store.open()
    _ = try? store.recoverLostTurns()
    // One moment of the store: what ends or is deleted meanwhile is there whole or not at all.
    let (count, damaged) = try store.snapshot { store in
      let resolver = TargetResolver(store: store)
      let targets = try selection.targets(resolver)
      guard !targets.isEmpty else { throw Failure(.nothingFound, "There is nothing to export.") }
      let output = try ExportOutput(path: output)
      let damaged = try write(targets, resolver, to: output)
      try output.finish()
      return (targets.count, damaged)
    }
    guard damaged == 0 else {
      throw Failure(
        .inputOutput,
        "\(damaged) of \(count) conversations could not be read whole; the others are exported. "
          + "Run convo doctor.")
    }
  }

  /// Writes conversations one after another.
  /// - Returns: How many could not be read whole; a single one that was asked for is an error.
  private func write(
    _ targets: [Target], _ resolver: TargetResolver, to output: ExportOutput
  ) throws -> Int {
    var encoder = RecordEncoder()
    var written: Set<[UInt8]> = []
    var damaged = 0
    for target in targets {
      do {
        switch format {
        case .jsonl:
          try resolver.store.forEachRecord(
            of: target.conversation, includingTrash: selection.trash,
            attachments: { written.insert($0).inserted }
          ) { output.write(encoder.line($0)) }
        case .openai:
          guard let head = try resolver.withMessage(target).message else { continue }
          output.line(try FineTuningRecord(store: resolver.store).line(pathTo: head))
        }
      } catch let error as ChatStoreError where targets.count > 1 {
        damaged += 1
        StandardError.notice("\(target.conversation.id.shortID): \(error)")
      }
    }
    return damaged
  }
}
