import Testing

@testable import convo

@Suite struct TreeDrawingTests {
  private func node(
    _ id: Int64, _ parent: Int64?, _ role: String = "user", _ text: String = "hello",
    branches: [String] = [], active: Bool = false, note: String? = nil
  ) -> TreeNode {
    TreeNode(
      id: id, parent: parent, shortID: "id\(id)", role: role, text: text, branches: branches,
      isOnActivePath: active, note: note)
  }

  private func chain(_ ids: ClosedRange<Int64>, after parent: Int64?) -> [TreeNode] {
    ids.map { node($0, $0 == ids.lowerBound ? parent : $0 - 1) }
  }

  @Test("A conversation with two sides is drawn as in the documentation")
  func documented() {
    var nodes = [
      node(1, nil, "user", "How do I sort a list in Swift?", active: true),
      node(14, 13, "assistant", "Use sorted(by:) …", active: true),
      node(15, 14, "user", "and in place?"),
      node(16, 15, "assistant", "Use sort() …", branches: ["draft"]),
      node(17, 14, "user", "what about stability?", active: true),
      node(
        18, 17, "assistant", "Swift's sort is …", branches: ["main"], active: true,
        note: "2 tool calls"),
    ]
    nodes += (2...13).map { node($0, $0 - 1, active: true) }
    #expect(
      TreeDrawing(width: 80).lines(of: nodes) == [
        "● id1 user       How do I sort a list in Swift?",
        "┆ 12 messages",
        "● id14 assistant  Use sorted(by:) …",
        "├─○ id15 user       and in place?",
        "│ ○ id16 assistant  Use sort() …  [draft]",
        "● id17 user       what about stability?",
        "● id18 assistant  Swift's sort is …  [main] ◀ active (2 tool calls)",
      ])
  }

  @Test("Forks inside a side go one level deeper and come back")
  func nested() {
    let nodes = [
      node(1, nil), node(2, 1), node(3, 2), node(4, 2), node(5, 2), node(6, 1), node(7, 3),
    ]
    #expect(
      TreeDrawing(width: 80).lines(of: nodes).map { $0.prefix { !$0.isNumber } + "" } == [
        "○ id", "├─○ id", "│ ├─○ id", "│ │ ○ id", "│ ├─○ id", "│ ○ id", "○ id",
      ])
  }

  @Test("No messages are no lines, and several roots are parted by an empty line")
  func roots() {
    let drawing = TreeDrawing(width: 80)
    #expect(drawing.lines(of: []) == [])
    #expect(
      drawing.lines(of: [node(1, nil), node(2, nil), node(3, 99)]) == [
        "○ id1 user       hello", "", "○ id2 user       hello", "",
        "○ id3 user       hello  (parent missing)",
      ])
  }

  @Test("A cycle is drawn once, from its oldest message")
  func cycle() {
    let lines = TreeDrawing(width: 80).lines(of: [node(1, 3), node(2, 1), node(3, 2)])
    #expect(
      lines == [
        "○ id1 user       hello  (parent missing)", "○ id2 user       hello",
        "○ id3 user       hello",
      ])
  }

  @Test("Two plain messages fold, one does not")
  func folds() {
    let drawing = TreeDrawing(width: 80)
    #expect(drawing.lines(of: chain(1...3, after: nil)).count == 3)
    let four = drawing.lines(of: chain(1...4, after: nil))
    #expect(four.count == 3)
    #expect(four[1] == "┆ 2 messages")
  }

  @Test("A head in the middle of a row is shown, of a branch or the active one")
  func heads() {
    var nodes = chain(1...12, after: nil)
    nodes[3].branches = ["early"]
    for index in 0...7 { nodes[index].isOnActivePath = true }
    #expect(
      TreeDrawing(width: 80).lines(of: nodes) == [
        "● id1 user       hello", "┆ 2 messages", "● id4 user       hello  [early]",
        "┆ 3 messages", "● id8 user       hello  ◀ active", "┆ 3 messages",
        "○ id12 user       hello",
      ])
  }

  @Test("Every message is drawn or counted, in any tree, and no line is wider than the terminal")
  func everyMessage() {
    var state: UInt64 = 5
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for _ in 0..<150 {
      let count = 1 + random(60)
      let reach = 1 + random(4)
      let nodes = (0..<count).map { index in
        node(
          Int64(index), index == 0 ? nil : Int64(max(0, index - 1 - random(reach))),
          ["user", "assistant", "a role of one's own 我"][random(3)],
          ["我们用向量数据库保存聊天记录", "", "\u{1B}[2J\n", "👩‍👩‍👧👩‍👩‍👧"][random(4)],
          branches: random(8) == 0 ? ["一个分支的名字很长很长很长很长很长", "b", "c", "d"] : [])
      }
      for width in [80, 45, 20, 3, 1] {
        let lines = TreeDrawing(width: width).lines(of: nodes)
        #expect(lines.allSatisfy { $0.displayWidth <= width })
        guard width == 80 else { continue }
        let drawn = lines.filter { $0.contains("○ id") }.count
        let folded = lines.filter { $0.contains("┆ ") }
          .compactMap { line in line.split(separator: " ").compactMap { Int($0) }.first }
        #expect(drawn + folded.reduce(0, +) == count)
      }
    }
  }

  @Test("Indentation stops before the words do, and the drawing says so")
  func indentationCap() {
    // Each first reply forks again, so that every level is inside the one before.
    let nodes = (0..<200).flatMap { level -> [TreeNode] in
      let id = Int64(level)
      return [node(id, level == 0 ? nil : id - 1), node(1000 - id, id)]
    }
    let lines = TreeDrawing(width: 60).lines(of: nodes)
    #expect(lines.contains("│ │ │ │ │ │ │ │ │ ├─⋯189 ○ id199 user       hello"))
    #expect(lines.last == "⋯n: n forks deeper than the width can show")
    #expect(lines.allSatisfy { $0.displayWidth <= 60 })
    let row = TreeDrawing(width: 80).lines(of: chain(1...500, after: nil))
    #expect(!row.contains { $0.contains("⋯") })
  }

  @Test("A conversation that was edited at every message stays at the left edge")
  func editedOften() {
    let nodes = (0..<500).flatMap { turn -> [TreeNode] in
      let id = Int64(turn) * 2
      return [node(id + 1, turn == 0 ? nil : id), node(id + 2, turn == 0 ? nil : id)]
    }
    let lines = TreeDrawing(width: 80).lines(of: nodes)
    #expect(lines.allSatisfy { $0.hasPrefix("○") || $0.hasPrefix("├─○") || $0.isEmpty })
  }

  @Test("What people and models wrote cannot steer the terminal from a tree")
  func safety() {
    var hostile = node(1, nil, "us\u{9B}er", "a\u{202E}b\u{1B}]0;x\u{7}\nsecond line", active: true)
    hostile.shortID = "\u{1B}c"
    hostile.branches = ["m\u{1B}[31main"]
    hostile.note = "x\ry"
    for isColoured in [false, true] {
      let lines = TreeDrawing(width: 200, isColoured: isColoured).lines(of: [hostile])
      let text = lines.joined()
      #expect(lines.count == 1)
      #expect(!text.contains("second"))
      for forbidden in ["\u{9B}", "\u{202E}", "\u{7}", "\u{1B}]", "\u{1B}c", "\u{1B}[31m", "\r"] {
        #expect(!text.unicodeScalars.contains(forbidden.unicodeScalars))
      }
      #expect(text.unicodeScalars.contains("\u{1B}") == isColoured)
    }
  }

  @Test("Colour changes no character")
  func colour() throws {
    let nodes = [
      node(1, nil, active: true), node(2, 1), node(3, 1, branches: ["main"], active: true),
    ]
    let coloured = TreeDrawing(width: 40, isColoured: true).lines(of: nodes)
    let escape = try Regex("\u{1B}\\[[0-9;]*m")
    #expect(
      coloured.map { $0.replacing(escape, with: "") } == TreeDrawing(width: 40).lines(of: nodes))
  }

  @Test("100,000 messages in a row are three lines, and 3,000 replies to one message are all drawn")
  func large() {
    let row = TreeDrawing(width: 80).lines(of: chain(1...100_000, after: nil))
    #expect(row.count == 3)
    #expect(row[1] == "┆ 99998 messages")
    let wide = [node(0, nil)] + (1...3000).map { node($0, 0) }
    #expect(TreeDrawing(width: 80).lines(of: wide).count == 3001)
  }

  @Test("A width that is no width does no harm", arguments: [0, -1, Int.min, Int.max])
  func oddWidths(_ width: Int) {
    #expect(TreeDrawing(width: width).lines(of: chain(1...9, after: nil)).count == 3)
  }
}
