package import ChatStore

/// Writes conversations, one after another, in a format.
package struct Exporter {
  /// What is wanted beside the format.
  package struct Options: Sendable {
    /// Whether secrets are taken out.
    package var redacts = false
    /// Whether what is in the trash is written (jsonl).
    package var includesTrash = false
    /// Whether every branch is written, where that is a choice (Markdown).
    package var hasTree = false
    /// Whether a reply that stands in several paths is learned from once (openai).
    package var learnsOnce = false

    package init() {}
  }

  /// Writes a piece of the file.
  package typealias Output = ([UInt8]) throws -> Void

  /// How each format goes on.
  private enum State {
    case jsonl(RecordEncoder, RecordRedactor?)
    case openai(FineTuningRecord)
    case preference(PreferenceRecord)
    case sharegpt(ShareGPTRecord)
    case markdown(MarkdownDocument, isFirst: Bool)
    case html(PageDocument, [PageDocument.Selection])
  }

  private let store: ChatStore
  private let options: Options
  private var state: State

  /// Begins a file.
  package init(_ format: ExportFormat, from store: ChatStore, _ options: Options = Options()) {
    self.store = store
    self.options = options
    let redactor = options.redacts ? Redactor() : nil
    state =
      switch format {
      case .jsonl: .jsonl(RecordEncoder(), redactor.map { RecordRedactor($0) })
      case .openai:
        .openai(
          FineTuningRecord(store: store, redactor: redactor, learnsOnce: options.learnsOnce))
      case .preference: .preference(PreferenceRecord(store: store, redactor: redactor))
      case .sharegpt: .sharegpt(ShareGPTRecord(store: store, redactor: redactor))
      case .markdown: .markdown(MarkdownDocument(store: store, redactor: redactor), isFirst: true)
      case .html: .html(PageDocument(store: store, redactor: redactor), [])
      }
  }

  /// Writes a conversation.
  /// - Parameters:
  ///   - conversation: The conversation.
  ///   - heads: Where the wanted paths end, for formats of paths; others take the first one as
  ///     the path that comes first.
  ///   - write: Takes the bytes.
  /// - Throws: `ChatStoreError` when it cannot be read, or what `write` throws.
  package mutating func write(
    _ conversation: Conversation, heads: [Message], to write: Output
  ) throws {
    func line(_ text: String) throws { try write(Array(text.utf8) + [UInt8(ascii: "\n")]) }
    switch state {
    case .jsonl(var encoder, var redactor):
      defer { state = .jsonl(encoder, redactor) }
      try store.forEachRecord(of: conversation, includingTrash: options.includesTrash) {
        try write(encoder.line(redactor?.redact($0) ?? $0))
      }
    case .openai(var record):
      defer { state = .openai(record) }
      for head in heads { try record.line(pathTo: head).map(line) }
    case .preference(var record):
      defer { state = .preference(record) }
      try record.forEachLine(of: conversation, line)
    case .sharegpt(var record):
      defer { state = .sharegpt(record) }
      for head in heads { try record.line(pathTo: head).map(line) }
    case .markdown(var document, let isFirst):
      defer { state = .markdown(document, isFirst: false) }
      if !isFirst { try write(Array("---\n\n".utf8)) }
      try document.write(
        conversation, head: heads.first, extent: options.hasTree ? .tree : .path
      ) { try write(Array($0.utf8)) }
    case .html(let document, let selections):
      // The outline, which comes first, names all of them.
      state = .html(document, selections + [(conversation, heads.first)])
    }
  }

  /// Writes what belongs to the end.
  /// - Returns: How many messages or conversations could not be read; the page says where.
  /// - Throws: As `write`.
  package mutating func finish(to write: Output) throws -> Int {
    guard case .html(var document, let selections) = state else { return 0 }
    try document.write(selections, to: write)
    state = .html(document, [])
    return document.damaged
  }

  /// How many secrets were taken out, by their kinds.
  package var redactions: [RedactionKind: Int] {
    switch state {
    case .jsonl(_, let redactor): redactor?.redactor.counts ?? [:]
    case .openai(let record): record.source.redactor?.counts ?? [:]
    case .preference(let record): record.source.redactor?.counts ?? [:]
    case .sharegpt(let record): record.source.redactor?.counts ?? [:]
    case .markdown(let document, _): document.source.redactor?.counts ?? [:]
    case .html(let document, _): document.source.redactor?.counts ?? [:]
    }
  }

  /// What was left out because the format has no place for it: how much, and what in words.
  package var omissions: [(count: Int, what: String)] {
    switch state {
    case .jsonl, .markdown, .html: []
    case .openai(let record):
      [
        (record.counts.withoutReply, "paths without a reply"),
        (record.counts.repeated, "paths whose replies all stand in earlier lines"),
      ] + Self.omissions(record.counts.losses)
    case .preference(let record):
      [
        (record.counts.withoutRival, "preferred replies with nothing beside them"),
        (record.counts.withoutPrompt, "preferred replies without a prompt"),
      ] + Self.omissions(record.counts.losses)
    case .sharegpt(let record):
      [(record.counts.withoutReply, "paths without a reply")]
        + Self.omissions(record.counts.losses)
    }
  }

  private static func omissions(_ losses: TrainingLosses) -> [(count: Int, what: String)] {
    [
      (losses.calls, "tool calls without a result"), (losses.results, "results without a call"),
      (losses.emptyMessages, "messages that say nothing"),
      (losses.unplaced, "messages for which there is no turn"),
    ]
  }
}
