/// Draws a tree of messages in lines that fit a terminal.
///
/// ```
/// ● 7k3m9xa user       How do I sort a list in Swift?
/// ┆ 12 messages
/// ● 9fq2c4d assistant  Use sorted(by:) …
/// ├─○ 1aaaaaa user       and in place?
/// │ ○ 2bbbbbb assistant  Use sort() …  [draft]
/// ● 3cccccc user       what about stability?
/// ● 4dddddd assistant  Swift's sort is …  [main] ◀ active
/// ```
///
/// Time runs downwards. Of the replies to one message the older ones are indented and the newest goes
/// on in the column of the message, so that neither a long conversation nor one that was often edited
/// walks off to the right. `●` marks the active path. A row of messages at which nothing happens is
/// folded into a count; shown are roots, forks, the first message of each side, heads of branches and
/// leaves. Trees of several roots have an empty line between them.
///
/// Any nodes can be drawn: see ``TreeShape``. It takes linear time and no recursion.
struct TreeDrawing: Sendable {
  /// The columns of the terminal, which no line exceeds.
  var width: Int
  /// Whether lines may hold escape sequences for colour; they say the same without.
  var isColoured = false

  /// The longest of the usual roles is "assistant".
  private static let roleWidth = 9
  private static let shownBranches = 3
  private static let branchWidth = 24

  /// Where drawing goes on once the sides above it are drawn.
  private struct Step {
    var position: Int
    var depth: Int
    var isSide: Bool
  }

  /// The deepest indentation: it leaves room for id, role and some words, even on a narrow terminal.
  private var deepestIndentation: Int { min(max((max(width, 40) - 40) / 2, 1), 32) }

  /// The lines of a drawing.
  ///
  /// - Parameter nodes: The messages of one or more trees, in any order; the order of ids is fastest.
  /// - Returns: Lines without newlines.
  func lines(of nodes: [TreeNode]) -> [String] {
    let shape = TreeShape(nodes)
    var lines: [String] = []
    var isTooDeep = false
    for root in shape.roots {
      if !lines.isEmpty { lines.append("") }
      var steps = [Step(position: root, depth: 0, isSide: false)]
      while let step = steps.popLast() {
        if step.depth > deepestIndentation { isTooDeep = true }
        let end = drawRow(from: step, of: shape, into: &lines)
        let children = shape.children(of: end)
        guard let newest = children.last else { continue }
        // The last in is drawn first: the newest goes in first, the oldest last.
        steps.append(Step(position: newest, depth: step.depth, isSide: false))
        for child in children.dropLast().reversed() {
          steps.append(Step(position: child, depth: step.depth + 1, isSide: true))
        }
      }
    }
    if isTooDeep {
      var legend = TerminalLine(columns: width, isColoured: isColoured)
      legend.append("⋯n: n forks deeper than the width can show", .faint)
      lines.append(legend.text)
    }
    return lines
  }

  /// Draws messages that follow one another without a fork.
  ///
  /// - Returns: The position of the last of them, which has no child or several.
  private func drawRow(from step: Step, of shape: TreeShape, into lines: inout [String]) -> Int {
    var position = step.position
    var lastFolded = position
    var folded = 0
    lines.append(message(at: position, step, of: shape))
    while true {
      let children = shape.children(of: position)
      guard let child = children.first, children.count == 1 else { return position }
      position = child
      if !isShown(position, of: shape) {
        lastFolded = position
        folded += 1
        continue
      }
      let rest = Step(position: position, depth: step.depth, isSide: false)
      // A fold of one would take a line to say less than the message.
      if folded == 1 { lines.append(message(at: lastFolded, rest, of: shape)) }
      if folded > 1 { lines.append(fold(of: folded, rest)) }
      folded = 0
      lines.append(message(at: position, rest, of: shape))
    }
  }

  private func isShown(_ position: Int, of shape: TreeShape) -> Bool {
    shape.children(of: position).count != 1 || !shape.nodes[position].branches.isEmpty
      || isActiveHead(position, of: shape)
  }

  private func isActiveHead(_ position: Int, of shape: TreeShape) -> Bool {
    shape.nodes[position].isOnActivePath
      && !shape.children(of: position).contains { shape.nodes[$0].isOnActivePath }
  }

  private func fold(of count: Int, _ step: Step) -> String {
    var line = start(of: step)
    line.append("┆ \(count) messages", .faint)
    return line.text
  }

  private func message(at position: Int, _ step: Step, of shape: TreeShape) -> String {
    let node = shape.nodes[position]
    var line = start(of: step)
    line.append(node.isOnActivePath ? "●" : "○", node.isOnActivePath ? .active : .plain)
    line.append(" ")
    line.append(TerminalText.line(node.shortID), .name)
    line.append(" ")
    line.append(TerminalText.line(node.role).padded(to: Self.roleWidth), .bold)
    let labels = labels(at: position, of: shape)
    let labelsWidth = labels.reduce(0) { $0 + 1 + $1.text.displayWidth } + 1
    let text = TerminalText.line(node.text)
    if !text.isEmpty {
      line.append("  ")
      let half = line.columnsLeft / 2
      let room = labels.isEmpty ? line.columnsLeft : max(half, line.columnsLeft - labelsWidth)
      line.append(text, node.isOnActivePath ? .plain : .faint, limit: room)
    }
    if !labels.isEmpty { line.append(" ") }
    for label in labels {
      line.append(" ")
      line.append(label.text, label.style)
    }
    return line.text
  }

  private func labels(
    at position: Int, of shape: TreeShape
  ) -> [(text: String, style: TerminalStyle)] {
    let node = shape.nodes[position]
    var labels: [(text: String, style: TerminalStyle)] = []
    for branch in node.branches.prefix(Self.shownBranches) {
      let name = TerminalText.line(branch).fitted(to: Self.branchWidth)
      labels.append(("[\(name)]", .bold))
    }
    if node.branches.count > Self.shownBranches {
      labels.append(("+\(node.branches.count - Self.shownBranches) branches", .bold))
    }
    if isActiveHead(position, of: shape) { labels.append(("◀ active", .active)) }
    if let note = node.note { labels.append(("(\(TerminalText.line(note)))", .notice)) }
    if node.parent != nil, shape.isRoot(position) { labels.append(("(parent missing)", .notice)) }
    return labels
  }

  /// A line with its indentation.
  ///
  /// A side always has the newest reply still to come below it, so every level is an open `│`.
  private func start(of step: Step) -> TerminalLine {
    var line = TerminalLine(columns: width, isColoured: isColoured)
    let depth = min(step.depth, deepestIndentation)
    if depth > 0 {
      line.append(String(repeating: "│ ", count: step.isSide ? depth - 1 : depth), .faint)
      if step.isSide { line.append("├─", .faint) }
    }
    if step.depth > depth { line.append("⋯\(step.depth - depth) ", .faint) }
    return line
  }
}
