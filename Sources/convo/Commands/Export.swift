import ArgumentParser
import ChatArchive
import ChatStore

/// `convo export`: takes conversations out.
struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", _superCommandName: "convo",
    abstract: "Take conversations out: without loss, for training, or for people to read.",
    discussion: """
      Formats: jsonl is convo's own and has everything; openai and sharegpt are paths for training, \
      preference pairs of preferred replies and others (convo prefer); markdown and html are for people.

      Without a REF it is the current conversation. A branch or a message selects the path that openai and \
      sharegpt write and that markdown and html show first; jsonl always has the whole tree.

      Example: convo export --all -o history.jsonl
      """)

  @OptionGroup var store: StoreOptions

  @Option(name: .shortAndLong, help: "jsonl, openai, preference, sharegpt, markdown or html.")
  var format = ExportFormat.jsonl

  @Option(name: .shortAndLong, help: "A file to write; else standard output.")
  var output: String?

  @Flag(
    help: "The paths to every leaf (openai, sharegpt); with openai what they share is learned once."
  )
  var leaves = false

  @Flag(help: "Every branch, not only one path (markdown).")
  var tree = false

  @Flag(help: "Replace keys, tokens, passwords, e-mail addresses, phone, id and card numbers.")
  var redact = false

  @OptionGroup var selection: ExportSelection

  func validate() throws {
    guard !leaves || format.hasPaths else {
      throw ValidationError("--leaves is for openai and sharegpt; \(format) has no paths.")
    }
    guard !tree || format == .markdown else {
      throw ValidationError("--tree is for markdown; html and jsonl have the tree anyway.")
    }
    guard !selection.trash || format == .jsonl else {
      throw ValidationError("--trash is for jsonl.")
    }
  }

  func run() throws {
    let store = try store.open()
    _ = try? store.recoverLostTurns()
    // One moment of the store: what ends or is deleted meanwhile is there whole or not at all.
    let (count, damaged) = try store.snapshot { store in
      let resolver = TargetResolver(store: store)
      let targets = try selection.targets(resolver)
      guard !targets.isEmpty else { throw Failure(.nothingFound, "There is nothing to export.") }
      let output = try ExportOutput(path: output, isJSON: format.isJSON)
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
    var options = Exporter.Options()
    options.redacts = redact
    options.includesTrash = selection.trash
    options.hasTree = tree
    options.learnsOnce = leaves
    var exporter = Exporter(format, from: resolver.store, options)
    let interrupt = StopRequest()
    func write(_ bytes: [UInt8]) throws {
      // Half a file does not appear.
      if interrupt.isRequested { throw CancellationError() }
      output.write(bytes)
    }
    var damaged = 0
    for target in targets {
      do {
        let heads = try heads(target, resolver)
        try exporter.write(target.conversation, heads: heads, to: write)
      } catch let error as ChatStoreError where targets.count > 1 {
        damaged += 1
        StandardError.notice("\(target.conversation.id.shortID): \(error)")
      }
    }
    damaged += try exporter.finish(to: write)
    say(exporter)
    return damaged
  }

  private func heads(_ target: Target, _ resolver: TargetResolver) throws -> [Message] {
    if format == .jsonl { return [] }
    if leaves { return try resolver.store.leaves(of: target.conversation) }
    return try resolver.withMessage(target).message.map { [$0] } ?? []
  }

  private func say(_ exporter: Exporter) {
    for (count, what) in exporter.omissions where count > 0 {
      StandardError.notice("left out: \(count) \(what)")
    }
    guard redact else { return }
    let kinds = RedactionKind.allCases.compactMap { kind in
      exporter.redactions[kind].map { "\(kind.rawValue) \($0)" }
    }
    StandardError.notice(
      kinds.isEmpty ? "nothing was redacted" : "redacted: \(kinds.joined(separator: ", "))")
  }
}

extension ExportFormat: ExpressibleByArgument {}
