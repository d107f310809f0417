import ArgumentParser
import ChatStore

/// `convo search`: finds messages.
struct Search: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search", _superCommandName: "convo",
    abstract: "Find messages that contain every word, newest first.",
    discussion: """
      Words in quotation marks must stand together. Chinese, Japanese and Korean are found by any \
      part of a word. What is in the archive is found too, what is in the trash only with --trash.

      Example: convo search 数据库 sqlite
      """)

  @OptionGroup var store: StoreOptions
  @OptionGroup var filter: FilterOptions

  @Option(name: [.customShort("n", allowingJoined: true), .long], help: "How many at most.")
  var limit = 20

  @Option(name: .customLong("in"), help: "Only in this conversation (REF).")
  var conversation: String?

  @Flag(help: "Print JSON Lines.")
  var json = false

  @Argument(help: "What to look for.")
  var words: [String]

  func validate() throws {
    guard limit > 0 else { throw ValidationError("-n must be at least 1.") }
    guard words.contains(where: { !$0.allSatisfy(\.isWhitespace) }) else {
      throw ValidationError("Say what to look for.")
    }
  }

  func run() throws {
    let store = try store.open()
    let conversation = try conversation.map {
      try TargetResolver(store: store).target($0).conversation
    }
    // An argument with blanks was quoted for the shell, which is what a phrase needs too.
    let query = words.map { $0.contains(" ") && words.count > 1 ? "\"\($0)\"" : $0 }
      .joined(separator: " ")
    var progress = IndexProgress()
    let hits = try store.search(
      query, limit: limit, in: conversation, filter.filter(otherwise: .kept)
    ) { progress.show(left: $0) }
    progress.clear()
    guard !hits.isEmpty else { throw Failure(.nothingFound, "Nothing was found.") }
    for hit in hits {
      if json { Self.json(hit).write() } else { write(hit) }
    }
  }

  private func write(_ hit: SearchHit) {
    let title = TerminalText.line(hit.title)
    StandardOutput.line(
      "\(hit.message.shortID)  \(hit.createdAt.localMinute)  \(hit.role.rawValue.padded(to: 9))  "
        + "\(title)")
    let snippet = hit.snippet.pieces.map { piece in
      let text = String(
        TerminalText.safe(piece.text).map { $0 == "\n" || $0 == "\t" ? " " : $0 })
      return piece.isMatch && StandardOutput.isColoured ? "\u{1B}[1m\(text)\u{1B}[0m" : text
    }
    StandardOutput.line("         " + snippet.joined())
  }

  private static func json(_ hit: SearchHit) -> JSONLine {
    var line = JSONLine(type: "hit")
    line.add("id", hit.message.description)
    line.add("short_id", hit.message.shortID.shown)
    line.add("role", hit.role.rawValue)
    line.add("conversation_id", hit.conversation.description)
    line.add("title", hit.title)
    line.add("created_at", hit.createdAt)
    line.add("snippet", hit.snippet.text)
    return line
  }
}
