import ChatCompletions
import ChatStore

/// Conversations as `convo list` prints them.
struct ConversationList {
  /// How many branches each has.
  let counts: [Identifier<Conversation>: Int]
  /// The terminal's columns; nil for what is no terminal.
  let width: Int?
  private let now = Timestamp.now()

  /// What the columns of a terminal's lines are.
  var header: String {
    let words =
      "id       \("last used".padded(to: RelativeTime.width))  " + " msgs" + "  br" + "  title"
    let fitted = width.map { words.fitted(to: $0) } ?? words
    return StandardOutput.isColoured ? "\u{1B}[2m\(fitted)\u{1B}[0m" : fitted
  }

  /// One line for people: id, last use, messages, branches, tags, title.
  func line(_ conversation: Conversation, tags: [String]) -> String {
    let branches = counts[conversation.id] ?? 0
    let time = RelativeTime(conversation.updatedAt, now: now).text
    let start =
      "\(conversation.id.shortID)  \(time.padded(to: RelativeTime.width))  "
      + "\(conversation.messageCount)".leftPadded(to: 5)
      + "\(branches)".leftPadded(to: 4) + "  "
    let names = tags.map { "#" + TerminalText.line($0) + " " }.joined()
    let words = names + TerminalText.line(conversation.title)
    guard let width else { return start + words }
    return start + words.fitted(to: max(1, width - start.displayWidth))
  }

  /// The line of JSON, with tags if they are asked for.
  func json(_ conversation: Conversation, tags: [String]?) -> JSONLine {
    var line = JSONLine(type: "conversation")
    line.add("id", conversation.id.description)
    line.add("short_id", conversation.id.shortID.shown)
    line.add("title", conversation.title)
    line.add("messages", conversation.messageCount)
    line.add("branches", counts[conversation.id])
    if let tags { line.add("tags", .array(tags.map(JSONValue.string))) }
    line.add("created_at", conversation.createdAt)
    line.add("updated_at", conversation.updatedAt)
    line.add("archived_at", conversation.archivedAt)
    line.add("trashed_at", conversation.trashedAt)
    return line
  }
}
