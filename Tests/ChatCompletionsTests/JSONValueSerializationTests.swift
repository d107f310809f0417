import ChatTestSupport
import Testing

@testable import ChatCompletions

struct JSONValueSerializationTests {
  @Test("JSON is compact, with only what must be escaped escaped")
  func compact() {
    let value: JSONValue = [
      "a": ["x\"\\/\u{8}\u{C}\n\r\t\u{0}\u{1f}\u{7f}上😀", nil, true, 1, 1.5], "": [:], "b": [],
    ]
    #expect(
      value.serialized
        == #"{"a":["x\"\\/\b\f\n\r\t\u0000\u001f"# + "\u{7f}上😀"
        + #"",null,true,1,1.5],"":{},"b":[]}"#)
  }

  @Test(
    "A number that is none is written as null", arguments: ["", "1,2", "0x1", "NaN", "1 ", "\"a\""])
  func brokenNumber(text: String) {
    #expect(JSONValue.number(text).serialized == "null")
  }

  @Test("Whatever was written reads back as the same value")
  func roundTrip() throws {
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<2_000 {
      let value = JSONValue.random(depth: 4, using: &generator)
      #expect(try JSONValue(parsing: value.serialized) == value)
    }
  }
}

extension JSONValue {
  /// A random value.
  static func random(depth: Int, using generator: inout SeededGenerator) -> JSONValue {
    switch Int.random(in: 0...(depth > 0 ? 6 : 4), using: &generator) {
    case 0: return nil
    case 1: return .bool(Bool.random(using: &generator))
    case 2: return JSONValue(Int.random(in: Int.min...Int.max, using: &generator))
    case 3: return JSONValue(Double.random(in: -1e9...1e9, using: &generator))
    case 4: return .string(randomText(using: &generator))
    case 5:
      return .array(
        (0..<Int.random(in: 0...4, using: &generator)).map { _ in
          random(depth: depth - 1, using: &generator)
        })
    default:
      return .object(
        JSONObject(
          (0..<Int.random(in: 0...4, using: &generator)).map { _ in
            JSONMember(
              key: randomText(using: &generator), value: random(depth: depth - 1, using: &generator)
            )
          }))
    }
  }

  /// A random text with everything that has ever broken a text.
  static func randomText(using generator: inout SeededGenerator) -> String {
    let pieces = [
      "a", "Zz ", "\"", "\\", "\n", "\r\n", "\u{0}", "é", "e\u{301}", "上海", "😀", "👨‍👩‍👧", "\u{FFFD}",
      "\u{2028}", "data: ", "[DONE]", "}", "\u{FEFF}", "\t", "中文字符", "</s>",
    ]
    return (0..<Int.random(in: 0...8, using: &generator))
      .compactMap { _ in pieces.randomElement(using: &generator) }.joined()
  }
}
