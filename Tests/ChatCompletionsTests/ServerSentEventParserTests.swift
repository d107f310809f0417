import ChatTestSupport
import Testing

@testable import ChatCompletions

struct ServerSentEventParserTests {
  private func events(
    _ pieces: [[UInt8]], limit: Int = 1 << 20
  ) throws -> [String] {
    var parser = ServerSentEventParser(sizeLimit: limit)
    var events: [String] = []
    for piece in pieces {
      try piece.withUnsafeBytes { bytes in
        try parser.consume(bytes) { events.append(String(decoding: $0, as: UTF8.self)) }
      }
    }
    parser.finish { events.append(String(decoding: $0, as: UTF8.self)) }
    return events
  }

  @Test(
    "Fields are read as the specification says",
    arguments: [
      ("data: a\n\n", ["a"]), ("data:a\n\n", ["a"]), ("data:  a \n\n", [" a "]),
      ("data: a\ndata: b\n\n", ["a\nb"]), ("data: a\n\ndata: b\n\n", ["a", "b"]),
      (": hi\ndata: a\n: ho\n\n", ["a"]), ("event: x\nid: 1\nretry: 5\ndata: a\n\n", ["a"]),
      ("data: a\n\n\n\n\ndata: b\n\n", ["a", "b"]), ("data\n\ndata:\n\n: x\n\n", []),
      ("database: a\n\ndat: b\n\n", []), ("\u{FEFF}data: a\n\n", ["a"]),
      ("data: a\n\n\u{FEFF}data: b\n\n", ["a"]), ("data: a", ["a"]), ("data: a\n", ["a"]),
      ("data: a\ndata: b", ["a\nb"]), ("", []), ("\n", []), ("data: 你好\n\n", ["你好"]),
      ("data:\ndata: a\n\n", ["\na"]),
    ] as [(String, [String])])
  func fields(text: String, expected: [String]) throws {
    #expect(try events([Array(text)]) == expected)
  }

  @Test("A stream cut at any byte, with any line ending, gives the same events")
  func cuts() throws {
    let text =
      "\u{FEFF}: hello\n\ndata: {\"a\": \"你好\"}\n\nevent: x\ndata: b\ndata:c\n\n\ndata: d\n\ndata: end"
    let expected = ["{\"a\": \"你好\"}", "b\nc", "d", "end"]
    for ending in ["\n", "\r", "\r\n"] {
      let bytes = Array(String(text.replacing("\n", with: ending)).utf8)
      #expect(try events([bytes]) == expected)
      for offset in 0...bytes.count {
        #expect(
          try events(bytes.cut(at: offset)) == expected, "\(ending.utf8.map(\.self)) \(offset)")
      }
      #expect(try events(bytes.pieces(of: 1)) == expected)
    }
  }

  @Test("Line endings may change within a stream")
  func mixedEndings() throws {
    let bytes = Array("data: a\r\n\ndata: b\r\rdata: c\n\r\ndata: d\r\n\r\n".utf8)
    for size in 1...bytes.count {
      #expect(try events(bytes.pieces(of: size)) == ["a", "b", "c", "d"])
    }
  }

  @Test("An event beyond the limit is an error, in one line or in many, in one piece or in many")
  func limit() throws {
    let long = Array("data: \(String(repeating: "x", count: 200))\n\n".utf8)
    let lines = Array((String(repeating: "data: xxxxxxxxxx\n", count: 30) + "\n").utf8)
    #expect(throws: ServerSentEventError.self) { try events(long.pieces(of: 7), limit: 100) }
    #expect(throws: ServerSentEventError.self) { try events([lines], limit: 100) }
    #expect(throws: ServerSentEventError.self) { try events(lines.pieces(of: 5), limit: 100) }
    #expect(try events(lines.pieces(of: 5), limit: 1000).count == 1)
  }

  @Test("Random pieces of a random stream give the events that were written")
  func property() throws {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<300 {
      let written = (0..<Int.random(in: 1...6, using: &generator)).map { _ in
        "x" + JSONValue.randomText(using: &generator).replacing("\r\n", with: "-")
      }.filter { !$0.contains("\r") }
      var text = ""
      for event in written {
        let ending = ["\n", "\r", "\r\n"].randomElement(using: &generator) ?? "\n"
        if Bool.random(using: &generator) { text += ": c" + ending }
        for line in event.split(separator: "\n", omittingEmptySubsequences: false) {
          text += "data: " + line + ending
        }
        text += ending
      }
      let pieces = Array(text.utf8).randomPieces(upTo: 9, using: &generator)
      #expect(try events(pieces).map { Array($0.utf8) } == written.map { Array($0.utf8) })
    }
  }
}
