import ArgumentParser
import ChatCompletions
import ChatStore

/// `convo tree`: draws a conversation's tree.
struct Tree: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tree", _superCommandName: "convo",
    abstract: "Draw a conversation's tree: forks, branches, and the active path.",
    discussion: """
      Rows of plain messages are folded into a count; ● marks the active path. Time runs downwards.

      Example: convo tree
      """)

  @OptionGroup var store: StoreOptions

  @Flag(help: "Print JSON Lines, one a message.")
  var json = false

  @Argument(help: "A REF; else the current conversation.")
  var ref: String?

  func run() throws {
    let store = try store.open()
    let target = try TargetResolver(store: store).target(ref)
    let outline = try store.outline(of: target.conversation)
    guard !outline.isEmpty else {
      throw Failure(.nothingFound, "\(target.conversation.id.shortID) has no messages yet.")
    }
    let branches = Dictionary(
      grouping: try store.branches(of: target.conversation).filter { $0.headKey != nil },
      by: { $0.headKey ?? 0 })
    let active = Self.activePath(of: outline, head: target.branch.headKey)
    if json { return writeJSON(outline, branches, active) }
    let nodes = outline.map { message in
      TreeNode(
        id: message.key, parent: message.parentKey, shortID: message.id.shortID.shown,
        role: message.role.rawValue, text: Self.text(of: message),
        branches: branches[message.key]?.map(\.name) ?? [],
        isOnActivePath: active.contains(message.key), note: Self.note(on: message))
    }
    let drawing = TreeDrawing(
      width: StandardOutput.isTerminal ? StandardOutput.width : 100,
      isColoured: StandardOutput.isColoured)
    for line in drawing.lines(of: nodes) { StandardOutput.line(line) }
  }

  /// The keys from the head up; parents come before their children, so one pass backwards is enough.
  private static func activePath(of outline: [MessageOutline], head: Int64?) -> Set<Int64> {
    var next = head
    var path: Set<Int64> = []
    for message in outline.reversed() where message.key == next {
      path.insert(message.key)
      next = message.parentKey
    }
    return path
  }

  private static func text(of message: MessageOutline) -> String {
    guard message.beginning.isEmpty else { return message.beginning }
    let names = message.toolNames.map { $0 + "()" } + message.attachmentNames.map { "[\($0)]" }
    return names.joined(separator: ", ")
  }

  private static func note(on message: MessageOutline) -> String? {
    var notes: [String] = []
    if let status = message.status, status != .complete { notes.append(status.rawValue) }
    switch message.toolNames.count {
    case 0: break
    case 1: notes.append("1 tool call")
    case let count: notes.append("\(count) tool calls")
    }
    if message.isPinned { notes.append("pinned") }
    if message.isPreferred { notes.append("preferred") }
    return notes.isEmpty ? nil : notes.joined(separator: ", ")
  }

  private func writeJSON(
    _ outline: [MessageOutline], _ branches: [Int64: [Branch]], _ active: Set<Int64>
  ) {
    let ids = Dictionary(outline.map { ($0.key, $0.id) }, uniquingKeysWith: { first, _ in first })
    for message in outline {
      var line = JSONLine(type: "node")
      line.add("id", message.id.description)
      line.add("short_id", message.id.shortID.shown)
      line.add("parent_id", message.parentKey.flatMap { ids[$0] }?.description)
      line.add("role", message.role.rawValue)
      line.add("beginning", message.beginning)
      line.add(
        "branches", .array((branches[message.key] ?? []).map { .string($0.name) }))
      line.add("active", active.contains(message.key))
      line.add("status", message.status?.rawValue)
      line.add("pinned", message.isPinned)
      line.add("preferred", message.isPreferred)
      line.write()
    }
  }
}
