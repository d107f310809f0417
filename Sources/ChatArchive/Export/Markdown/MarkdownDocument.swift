package import ChatStore

/// A conversation as Markdown for people to read.
///
/// The title, what is known of the conversation, and each message under a heading of its own. What messages
/// say is Markdown already and stays as it is; a block of code that was left open is closed. Reasoning is
/// folded, calls and results are code. Memory grows with the longest message, not with the conversation.
package struct MarkdownDocument {
  /// Which messages are written.
  package enum Extent: Sendable {
    /// The path to a message.
    case path
    /// Every branch: first the path to the message, then the others, each from where it forks.
    case tree
  }

  /// Where messages are read.
  package private(set) var source: ExportSource

  package init(store: ChatStore, redactor: Redactor? = nil) {
    source = ExportSource(store: store, redactor: redactor)
  }

  /// Writes a conversation.
  /// - Parameters:
  ///   - conversation: The conversation.
  ///   - head: The message at the end of the path that comes first; nil for that of
  ///     the active branch.
  ///   - extent: Whether the other branches are written too.
  ///   - write: Takes one paragraph or message after another, with the line ends behind it.
  /// - Throws: `ChatStoreError`, or what `write` throws.
  package mutating func write(
    _ conversation: Conversation, head: Message?, extent: Extent = .path,
    to write: (_ text: String) throws -> Void
  ) throws {
    let shape = try source.store.shape(of: conversation)
    let order = TreeOrder(shape, head: try (head ?? source.activeHead(of: conversation))?.id)
    let about = try ConversationHead(conversation, &source)
    var reader = TreeReader(source, shape)
    defer { source = reader.source }
    let path = order.head.map(shape.path) ?? []
    let models = extent == .tree ? about.models : try Self.models(of: path, &reader)
    try write("# \(MarkdownText.escaped(about.title))\n\n")
    let names = BranchNames(about.branches, in: shape)
    let shown = extent == .tree ? about.branches.map(\.name) : names.names(at: path.suffix(1))
    try write(Self.list(about, models: models, branches: shown))
    switch extent {
    case .path:
      for place in path { try Self.write(place, &reader, level: 2, to: write) }
    case .tree:
      try order.forEachChain { chain in
        try write(Self.heading(chain, names, &reader))
        for place in chain.places { try Self.write(place, &reader, level: 3, to: write) }
      }
    }
  }

  // MARK: Head

  private static func models(of path: [Int], _ reader: inout TreeReader) throws -> [String] {
    var models: [String] = []
    for place in path where reader.shape.nodes[place].role == .assistant {
      guard let message = try reader.source.store.message(reader.shape.nodes[place].id),
        let model = try reader.source.store.origin(of: message)?.model
      else { continue }
      if !models.contains(where: { $0.utf8.elementsEqual(model.utf8) }) { models.append(model) }
    }
    return models
  }

  private static func list(
    _ about: ConversationHead, models: [String], branches: [String]
  ) -> String {
    func codes(_ names: [String]) -> String {
      names.map(MarkdownText.code).joined(separator: ", ")
    }
    var lines = ["- Date: \(about.began.localMinute) to \(about.changed.localMinute)"]
    if !models.isEmpty { lines.append("- Models: \(codes(models))") }
    if !about.tags.isEmpty { lines.append("- Tags: \(codes(about.tags))") }
    if !branches.isEmpty {
      let name = branches.count == 1 ? "Branch" : "Branches"
      lines.append("- \(name): \(codes(branches))")
    }
    return lines.joined(separator: "\n") + "\n\n"
  }

  /// The heading of a branch, and where it forks.
  private static func heading(
    _ chain: TreeOrder.Chain, _ branches: BranchNames, _ reader: inout TreeReader
  ) throws -> String {
    let names = branches.names(at: chain.places)
    let heading =
      names.isEmpty
      ? "A branch without a name"
      : "Branch " + names.map(MarkdownText.code).joined(separator: ", ")
    guard let fork = chain.fork, let message = try reader.message(at: fork) else {
      return "## \(heading)\n\n"
    }
    let beginning = MarkdownText.line(String(message.content.text.prefix(200))).prefix(60)
    let words = beginning.isEmpty ? "" : ": \(MarkdownText.escaped(String(beginning)))"
    return "---\n\n## \(heading)\n\nForks after \(title(of: message))\(words)\n\n"
  }

  private static func title(of message: ReadableMessage) -> String {
    var words = [message.speaker]
    if let name = message.toolName ?? message.content.name { words.append(MarkdownText.code(name)) }
    if let model = message.origin?.model { words.append(MarkdownText.code(model)) }
    words.append(message.entry.message.createdAt.localMinute)
    if message.isBroken { words.append("cut off") }
    return words.joined(separator: " · ")
  }

  // MARK: Messages

  private static func write(
    _ place: Int, _ reader: inout TreeReader, level: Int, to write: (String) throws -> Void
  ) throws {
    guard let message = try reader.message(at: place) else { return }
    let content = message.content
    try write("\(String(repeating: "#", count: level)) \(title(of: message))\n\n")
    if let reasoning = content.reasoning, !reasoning.isEmpty {
      let text = MarkdownText.closed(reasoning)
      try write("<details>\n<summary>Reasoning</summary>\n\n\(text)\n\n</details>\n\n")
    }
    if content.role == .tool {
      try write(MarkdownText.block(content.text) + "\n\n")
    } else if !content.text.isEmpty {
      try write(MarkdownText.closed(content.text) + "\n\n")
    }
    if let refusal = content.refusal, !refusal.isEmpty {
      try write("Refused: \(MarkdownText.closed(refusal))\n\n")
    }
    let mentions = PlainText.parts(of: content).compactMap(PlainText.mention)
    for mention in mentions { try write(MarkdownText.escaped(mention) + "\n\n") }
    for call in content.toolCalls {
      let language = call.arguments.utf8.first == UInt8(ascii: "{") ? "json" : ""
      try write(
        "Calls \(MarkdownText.code(call.name)):\n\n"
          + MarkdownText.block(call.arguments, language: language) + "\n\n")
    }
    for file in message.files {
      let size = file.size?.byteCount ?? "lost"
      let type = MarkdownText.escaped(file.reference.mediaType)
      try write("Attached: \(MarkdownText.code(file.reference.name)) (\(type), \(size))\n\n")
    }
  }
}
