import ChatTokens
import Testing

@Suite("A .tiktoken file")
struct TiktokenFileTests {
  private func entries(_ text: String) throws -> [VocabularySource.Entry] {
    try Array(text.utf8).withUnsafeBytes { try TiktokenFile.entries($0) }
  }

  @Test("Every line is a token and its rank, whatever ends it")
  func lines() throws {
    let entries = try entries("IQ== 0\nIg== 1\r\nwqA= 5\n\naGVsbG8= 7")
    #expect(entries.map(\.bytes) == [[0x21], [0x22], [0xC2, 0xA0], Array("hello".utf8)])
    #expect(entries.map(\.id) == [0, 1, 5, 7])
  }

  @Test("Tokens come in the order of their ranks")
  func sorted() throws {
    #expect(try entries("IQ== 9\nIg== 3\n").map(\.id) == [3, 9])
  }

  @Test(
    "A line that is none of that is named",
    arguments: [
      ("IQ==", 1), ("IQ== 0\nIg==1", 2), ("IQ== x", 1), ("IQ== -1", 1), ("IQ== 4294967296", 1),
      ("IQ= 1", 1), ("I=Q= 1", 1), ("==== 1", 1), (" 1", 1), ("IQ== 1 2", 1), ("IQ==  1", 1),
      ("IQ== 0\n\n\u{FF29} 1", 3), ("<html>", 1), ("!!== 1", 1), ("IQ== ", 1),
    ])
  func unreadable(text: String, line: Int) {
    let error = #expect(throws: VocabularyError.self) { try entries(text) }
    #expect(error == .unreadable(line: line))
  }
}
