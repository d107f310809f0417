import Testing

@testable import ChatCompletions

struct JSONValueTests {
  @Test("Strings, names and numbers are equal only when their bytes are")
  func equality() {
    #expect("é" == "e\u{301}")
    #expect(JSONValue.string("é") != .string("e\u{301}"))
    #expect(JSONValue.object(["é": 1]) != .object(["e\u{301}": 1]))
    #expect(JSONValue.number("1") != .number("1.0"))
    #expect(JSONValue.object(["a": 1, "b": 2]) != .object(["b": 2, "a": 1]))
    #expect(JSONValue.null != .bool(false))
    #expect(JSONValue.array([1, "a"]) == [1, "a"])
  }

  @Test(
    "A whole number is one whatever its spelling, and nothing else is",
    arguments: [
      ("9", 9), ("-9", -9), ("9.0", 9), ("1e3", 1000), ("9.5", nil), ("1e300", nil),
      ("9223372036854775807", Int.max), ("9223372036854775808", nil), ("1e18", nil), ("-0", 0),
      ("x", nil),
    ] as [(String, Int?)])
  func intValue(text: String, expected: Int?) {
    #expect(JSONValue.number(text).intValue == expected)
  }

  @Test("A value gives itself only under its own type")
  func access() {
    let value: JSONValue = ["a": 1.5, "b": "x", "c": true, "d": [1], "e": nil]
    #expect(value["a"]?.doubleValue == 1.5)
    #expect(value["b"]?.stringValue == "x")
    #expect(value["c"]?.boolValue == true)
    #expect(value["d"]?.arrayValue == [1])
    #expect(value["e"]?.isNull == true)
    #expect(value["f"] == nil)
    #expect(value.stringValue == nil && value.intValue == nil && value.arrayValue == nil)
    #expect(JSONValue.string("1").intValue == nil && JSONValue.null["a"] == nil)
    #expect(JSONValue.number("1e999").doubleValue == nil)
    #expect(JSONValue(Double.nan) == .null)
  }

  @Test("Setting a member replaces the last of its name, and nil removes all")
  func setting() {
    var object: JSONObject = ["a": 1, "b": 2, "a": 3]
    object["a"] = 4
    object["c"] = 5
    #expect(object == ["a": 1, "b": 2, "a": 4, "c": 5])
    object["a"] = nil
    #expect(object == ["b": 2, "c": 5])
  }
}
