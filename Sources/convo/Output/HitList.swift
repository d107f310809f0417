import ChatStore

/// What a search found, for people by conversation, for programs a line a message.
struct HitList {
  let isJSON: Bool
  private let width = StandardOutput.isTerminal ? StandardOutput.width : nil

  private static let indentation = "         "

  /// How wide a snippet is: on a terminal what is left of a line, and two lines at most.
  var snippetColumns: Int {
    guard let width else { return 120 }
    return max(20, min(120, width - Self.indentation.utf8.count - 2))
  }

  func write(_ hits: [SearchHit]) {
    if isJSON { return hits.forEach { Self.json($0).write() } }
    var groups: [(conversation: Identifier<Conversation>, hits: [SearchHit])] = []
    var places: [Identifier<Conversation>: Int] = [:]
    for hit in hits {
      if let place = places[hit.conversation] {
        groups[place].hits.append(hit)
      } else {
        places[hit.conversation] = groups.count
        groups.append((hit.conversation, [hit]))
      }
    }
    for group in groups { writeGroup(group.hits) }
  }

  /// The hits of one conversation under its title.
  private func writeGroup(_ hits: [SearchHit]) {
    guard let first = hits.first else { return }
    let title = TerminalText.line(first.title)
    let heading = "\(first.conversation.shortID)  \(title)"
    let fitted = width.map { heading.fitted(to: $0) } ?? heading
    StandardOutput.line(StandardOutput.isColoured ? "\u{1B}[4m\(fitted)\u{1B}[0m" : fitted)
    for hit in hits {
      let branch = hit.branch.map { TerminalText.line($0) } ?? "(on no branch)"
      StandardOutput.line(
        "  \(hit.message.shortID)  \(hit.createdAt.localMinute)  \(hit.role.rawValue.padded(to: 9))  "
          + branch)
      StandardOutput.line(Self.indentation + "  " + Self.text(of: hit.snippet))
    }
  }

  private static func text(of snippet: Snippet) -> String {
    snippet.pieces.map { piece in
      let text = String(
        TerminalText.safe(piece.text).map { $0 == "\n" || $0 == "\t" ? " " : $0 })
      return piece.isMatch && StandardOutput.isColoured ? "\u{1B}[1m\(text)\u{1B}[0m" : text
    }.joined()
  }

  private static func json(_ hit: SearchHit) -> JSONLine {
    var line = JSONLine(type: "hit")
    line.add("id", hit.message.description)
    line.add("short_id", hit.message.shortID.shown)
    line.add("role", hit.role.rawValue)
    line.add("conversation_id", hit.conversation.description)
    line.add("title", hit.title)
    line.add("branch", hit.branch)
    line.add("created_at", hit.createdAt)
    line.add("snippet", hit.snippet.text)
    return line
  }
}
