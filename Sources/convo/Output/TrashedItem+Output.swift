import ChatStore

extension TrashedItem {
  /// One line for people: where it is, when it went, how many messages, and what it is.
  func line(width: Int?) -> String {
    let count: String
    let words: String
    switch kind {
    case .branch(let name):
      count = ""
      words = "branch \(TerminalText.line(name))"
    case .message(let id, let beginning, let number):
      count = "\(number)"
      words = "\(id.shortID) \(TerminalText.line(beginning))"
    }
    let line =
      "\(conversation.id.shortID)  \(trashedAt.localMinute)  \(count.leftPadded(to: 5))  \(words)"
    return width.map { line.fitted(to: $0) } ?? line
  }

  /// The line of JSON.
  var json: JSONLine {
    var line = JSONLine(type: "trashed")
    line.add("conversation_id", conversation.id.description)
    line.add("title", conversation.title)
    switch kind {
    case .branch(let name): line.add("branch", name)
    case .message(let id, let beginning, let count):
      line.add("id", id.description)
      line.add("short_id", id.shortID.shown)
      line.add("beginning", beginning)
      line.add("messages", count)
    }
    line.add("trashed_at", trashedAt)
    return line
  }
}
