import ChatTestSupport
import Testing

@testable import ChatCompletions

struct JSONValueParsingTests {
  @Test("Order of members, number text and duplicates are kept")
  func order() throws {
    let text = #"{"b":1.0,"a":1e5,"b":-0,"c":123456789012345678901234567890}"#
    let value = try JSONValue(parsing: text)
    #expect(value.serialized == text)
    #expect(value["b"] == .number("-0"))
    #expect(value.objectValue?.members.map(\.key) == ["b", "a", "b", "c"])
  }

  @Test(
    "What RFC 8259 does not allow is refused at its byte",
    arguments: [
      ("", 0), (" ", 1), ("nul", 3), ("nulx", 0), ("[1,]", 3), ("[1 2]", 3), (#"{"a"}"#, 4),
      (#"{"a":1,}"#, 7), ("{a:1}", 1), ("01", 1), ("-", 1), ("1.", 2), ("1e", 2), (".5", 0),
      ("+1", 0), ("1 x", 2), ("\"\u{1}\"", 1), (#""\x""#, 2), (#""\u12g4""#, 2), (#""abc"#, 4),
      (#""\"#, 2), ("[", 1), ("{", 1), ("'a'", 0), ("NaN", 0), ("[1}", 2), ("\u{0}", 0),
      ("tru\u{0}", 0),
    ])
  func refused(text: String, offset: Int) {
    let error = #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
    #expect(error?.offset == offset)
  }

  @Test("Bytes that are not UTF-8 are refused at their place")
  func notUTF8() {
    let error = #expect(throws: JSONError.self) {
      try JSONValue(parsing: [0x22, 0x61, 0xFF, 0x22] as [UInt8])
    }
    #expect(error == JSONError(offset: 2, reason: "not UTF-8"))
    #expect(error?.description == "not UTF-8 at byte 2")
  }

  @Test("512 levels are read and 513 are refused")
  func depth() throws {
    let deepest = String(repeating: "[", count: 512) + String(repeating: "]", count: 512)
    #expect(try JSONValue(parsing: deepest).serialized == deepest)
    let error = #expect(throws: JSONError.self) {
      try JSONValue(parsing: String(repeating: "[", count: 513))
    }
    #expect(error?.reason == "nested too deeply")
    #expect(throws: JSONError.self) {
      try JSONValue(parsing: String(repeating: #"{"a":"#, count: 100_000))
    }
  }

  @Test(
    "Escapes become their characters",
    arguments: [
      (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u4e0a\u6D77""#, "上海"),
      (#""\ud83d\ude00""#, "😀"), (#""\u0000""#, "\u{0}"), (#""x\ud83dy""#, "x\u{FFFD}y"),
      (#""\ude00\ud83d""#, "\u{FFFD}\u{FFFD}"), (#""\ud83d\ud83d\ude00""#, "\u{FFFD}😀"),
      ("\"é\u{7F}\u{2028}\"", "é\u{7F}\u{2028}"),
    ])
  func escapes(text: String, expected: String) throws {
    #expect(try JSONValue(parsing: text) == .string(expected))
  }

  @Test("A byte order mark in front and space around are passed over")
  func space() throws {
    #expect(try JSONValue(parsing: "\u{FEFF} \t\r\n[ 1 , 2 ] \n") == [1, 2])
  }

  @Test("A sequence that is not contiguous reads the same")
  func sequence() throws {
    let text = #"{"a":[true,false,null]}"#
    #expect(try JSONValue(parsing: text.utf8.lazy.map { $0 }) == JSONValue(parsing: text))
  }

  @Test("A special byte is found wherever it stands in a string")
  func everyPosition() throws {
    for length in 0..<40 {
      let plain =
        String(repeating: "é", count: length / 2) + String(repeating: "a", count: length % 2)
      #expect(try JSONValue(parsing: "\"\(plain)\"") == .string(plain))
      #expect(try JSONValue(parsing: "\"\(plain)\\n\(plain)\"") == .string("\(plain)\n\(plain)"))
      let error = #expect(throws: JSONError.self) { try JSONValue(parsing: "\"\(plain)\u{1F}\"") }
      #expect(error?.offset == plain.utf8.count + 1)
    }
  }

  @Test("Random bytes never trap, and what is accepted is written back to the same value")
  func fuzz() throws {
    var generator = SeededGenerator(seed: 7)
    let alphabet = [UInt8](#"{}[]",:\/u0019dD8eE+-. truefalsn"#) + [0xE4, 0xFF, 0x80, 0x01, 0xF0]
    let seed = [UInt8](#"{"a":[1,-2.5e3,"x\ud83d\ude00",true,null],"b":{"c":""}}"#)
    var accepted = 0
    for round in 0..<20_000 {
      var bytes: [UInt8]
      if round.isMultiple(of: 2) {
        let length = Int.random(in: 0...12, using: &generator)
        bytes = (0..<length).compactMap { _ in alphabet.randomElement(using: &generator) }
      } else {
        bytes = seed
        for _ in 0..<Int.random(in: 0...3, using: &generator) {
          let index = Int.random(in: 0..<bytes.count, using: &generator)
          if let byte = alphabet.randomElement(using: &generator) { bytes[index] = byte }
        }
      }
      guard let value = try? JSONValue(parsing: bytes) else { continue }
      accepted += 1
      #expect(try JSONValue(parsing: value.serialized) == value)
    }
    #expect(accepted > 500)
  }
}
