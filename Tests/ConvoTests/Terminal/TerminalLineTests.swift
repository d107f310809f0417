import Testing

@testable import convo

@Suite struct TerminalLineTests {
  @Test("Nothing follows what the edge has cut off")
  func edge() {
    var line = TerminalLine(columns: 4, isColoured: false)
    line.append("我我我")
    line.append("x")
    #expect(line.text == "我…")
    #expect(line.columnsLeft == 0)
  }

  @Test("A piece cut by its own limit leaves the rest of the line")
  func limit() {
    var line = TerminalLine(columns: 10, isColoured: false)
    line.append("abcdef", limit: 4)
    line.append("xy")
    #expect(line.text == "abc…xy")
    #expect(line.columnsLeft == 4)
  }

  @Test("Colour takes no columns, and is reset after each piece")
  func colour() {
    var line = TerminalLine(columns: 3, isColoured: true)
    line.append("a", .bold)
    line.append("bc")
    #expect(line.text == "\u{1B}[1ma\u{1B}[0mbc")
  }

  @Test("A terminal without columns shows nothing", arguments: [0, -1, Int.min])
  func noColumns(_ columns: Int) {
    var line = TerminalLine(columns: columns, isColoured: true)
    line.append("a", .bold)
    #expect(line.text == "")
  }
}
