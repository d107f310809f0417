import ChatTestSupport
import Testing

@testable import ChatArchive

struct JSONSplitterTests {
  /// What a text is parted into when it comes in pieces of a size.
  private func pieces(_ text: String, by size: Int, limit: Int = 1000) throws -> [String] {
    var rest = Array(text.utf8)[...]
    var splitter = JSONSplitter(limit: limit) { _ in
      let piece = Array(rest.prefix(size))
      rest = rest.dropFirst(piece.count)
      return piece
    }
    var result: [String] = []
    while let piece = try splitter.next() {
      switch piece {
      case .value(let bytes, let offset):
        let value = String(decoding: bytes, as: UTF8.self)
        #expect(Array(text.utf8)[offset...].starts(with: bytes))
        result.append(String(value.reversed().drop { $0.isWhitespace }.reversed()))
      case .tooLong(let offset): result.append("long \(offset)")
      case .broken(let offset, _): result.append("broken \(offset)")
      }
      // What has no end is no answer.
      guard result.count < 100 else { break }
    }
    return result
  }

  @Test(
    "Values are found wherever they are cut, in an array, in lines, or behind each other",
    arguments: [
      ("[1, \"a,]\", {\"b\": [2]}]", ["1", "\"a,]\"", "{\"b\": [2]}"]),
      ("{\"a\": 1}\n{\"b\": \"\\\"}\"}\n\n3\n", ["{\"a\": 1}", "{\"b\": \"\\\"}\"}", "3"]),
      ("{\n \"a\": 1\n}\n{\n}", ["{\n \"a\": 1\n}", "{\n}"]), ("", []), ("  \n", []), ("[]", []),
      ("\u{FEFF}[7]", ["7"]),
      ("{\"a\": 1}\nbroken {\n{\"b\": 2}", ["{\"a\": 1}", "broken {", "{\"b\": 2}"]),
      ("{\"a\": \"cut\n{\"b\": 2}", ["{\"a\": \"cut", "{\"b\": 2}"]),
      ("[1, 2", ["1", "2", "broken 5"]), ("[1 2]", ["1", "broken 3"]), ("[1]x", ["1", "broken 3"]),
      ("[,]", ["broken 1"]), ("{\n}\n,{\n}", ["{\n}", "broken 4"]), ("]", ["broken 0"]),
      ("}", ["broken 0"]),
      ("{\n\"a\": [", ["broken 0"]),
    ])
  func values(text: String, expected: [String]) throws {
    for size in [1, 2, 3, 7, 1000] {
      let found = try pieces(text, by: size)
      #expect(found == expected, "\(size)")
    }
  }

  @Test("A value of more bytes than are kept is passed over, and the next one is found")
  func long() throws {
    let long = String(repeating: "x", count: 500)
    for size in [1, 64, 1000] {
      #expect(try pieces("[\"\(long)\", 2]", by: size, limit: 100) == ["long 1", "2"])
      #expect(
        try pieces("{}\n\"\(long)\"\n2\n", by: size, limit: 100) == ["{}", "long 3", "2"])
    }
  }

  @Test("Whatever bytes come, they come to an end", arguments: 0..<300)
  func anything(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let letters = Array("{}[],:\"\\ \n1ax".unicodeScalars)
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0..<40, using: &generator) {
      text.append(letters.randomElement(using: &generator) ?? "a")
    }
    let size = Int.random(in: 1...9, using: &generator)
    let found = try pieces(String(text), by: size)
    #expect(found.count <= text.count)
    #expect(try pieces(String(text), by: 1000) == found)
  }
}
