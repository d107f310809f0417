import Testing

@testable import ChatCompletions

/// An element of `tool_calls`; single quotes in the arguments stand for double ones.
private func piece(
  _ index: Int? = nil, _ id: String? = nil, _ name: String? = nil, _ arguments: String? = nil
) -> String {
  var function = JSONObject()
  if let name { function["name"] = .string(name) }
  if let arguments { function["arguments"] = .string(arguments.replacing("'", with: "\"")) }
  var element = JSONObject()
  if let index { element["index"] = JSONValue(index) }
  if let id { element["id"] = .string(id) }
  if !function.members.isEmpty { element["function"] = .object(function) }
  return JSONValue.object(element).serialized
}

struct ToolCallAccumulatorTests {
  /// The calls that a stream of `tool_calls` elements makes, one element a chunk.
  private func calls(_ elements: [String]) throws -> [ChatToolCall] {
    let decoded = try Decoded(
      choiceDeltas: elements.map { #"{"tool_calls":[\#($0)]}"# }, finish: "tool_calls")
    #expect(decoded.deltasMatchReply)
    #expect(decoded.reply.completion == .complete)
    return decoded.reply.toolCalls
  }

  private let one = [ChatToolCall(id: "c1", name: "f", arguments: #"{"a":1}"#)]
  private let two = [
    ChatToolCall(id: "c1", name: "f", arguments: #"{"a":1}"#),
    ChatToolCall(id: "c2", name: "g", arguments: #"{"b":2}"#),
  ]

  @Test(
    "However a server names the pieces of a call, they make one call",
    arguments: [
      // As documented; the first index 1; no index; the id on every piece.
      [piece(0, "c1", "f", ""), piece(0, nil, nil, "{'a'"), piece(0, nil, nil, ":1}")],
      [piece(1, "c1", "f"), piece(1, nil, nil, "{'a':1}")],
      [piece(nil, "c1", "f", "{'a'"), piece(nil, nil, nil, ":1}")],
      [piece(0, "c1", "f", "{'a'"), piece(0, "c1", "f", ":1}")],
      // An empty id and name; another id on every piece; a wrong index.
      [piece(0, "c1", "f", "{'a'"), piece(0, "", "", ":1}")],
      [piece(0, "c1", "f", "{'a'"), piece(0, "r9", nil, ":1}")],
      [piece(0, "c1", "f"), piece(7, nil, nil, "{'a':1}")],
      // An id that comes late; arguments that end in nothing; no content at all.
      [piece(0, nil, "f", "{'a'"), piece(0, "c1", nil, ":1}")],
      [piece(nil, nil, "f", "{'a'"), piece(nil, "c1", nil, ":1}")],
      [piece(0, "c1", "f", "{'a':1}"), piece(0, nil, nil, ""), piece(0)],
      // Arguments as an object; nulls everywhere.
      [#"{"id":"c1","function":{"name":"f","arguments":{"a":1}}}"#],
      [
        #"{"index":null,"id":"c1","type":null,"function":{"arguments":null,"name":"f"}}"#,
        #"{"index":null,"id":null,"function":{"name":null,"arguments":"{\"a\":1}"}}"#,
      ],
    ])
  func oneCall(elements: [String]) throws {
    #expect(try calls(elements) == one)
  }

  @Test(
    "However a server tells two calls apart, they are two",
    arguments: [
      [
        piece(0, "c1", "f", "{'a'"), piece(1, "c2", "g", "{'b'"), piece(0, nil, nil, ":1}"),
        piece(1, nil, nil, ":2}"),
      ],
      [piece(0, "c1", "f", "{'a':1}"), piece(0, "c2", "g", "{'b':2}")],
      [piece(nil, "c1", "f", "{'a':1}"), piece(nil, "c2", "g"), piece(nil, nil, nil, "{'b':2}")],
      [
        piece(5, "c1", "f"), piece(3, "c2", "g"), piece(3, nil, nil, "{'b':2}"),
        piece(5, nil, nil, "{'a':1}"),
      ],
      [
        piece(nil, "c1", "f"), piece(nil, "c2", "g"), piece(nil, "c1", nil, "{'a':1}"),
        piece(nil, "c2", nil, "{'b':2}"),
      ],
      [piece(nil, "c1", "f", "{'a':1}") + "," + piece(nil, "c2", "g", "{'b':2}")],
    ])
  func twoCalls(elements: [String]) throws {
    #expect(try calls(elements) == two)
  }

  @Test(
    "Calls without ids get ids made from their position, and their deltas say so",
    arguments: [
      [piece(nil, nil, "f", "{'a':1}"), piece(nil, nil, "g", "{'b':2}")],
      [piece(0, "", "f", "{'a':1}"), piece(0, "", "g", "{'b':2}")],
      [piece(1, nil, "f", "{'a':1}"), piece(2, nil, "g", "{'b':2}")],
    ])
  func missingIDs(elements: [String]) throws {
    let calls = try calls(elements)
    #expect(calls.map(\.id) == ["call_00000000", "call_00000001"])
    #expect(calls.map(\.name) == ["f", "g"])
    #expect(calls.map(\.arguments) == [#"{"a":1}"#, #"{"b":2}"#])
  }

  @Test("The same function called twice without ids is two calls")
  func sameFunctionTwice() throws {
    let element = piece(0, nil, "f", "{'a':1}")
    #expect(try calls([element, element]).map(\.id) == ["call_00000000", "call_00000001"])
  }

  @Test("A made id never meets one that the server gave")
  func madeIDs() throws {
    let calls = try calls([
      piece(0, "call_00000001", "f", "{}"), piece(1, nil, "g", "{}"),
    ])
    #expect(calls.map(\.id) == ["call_00000001", "call_00004097"])
  }

  @Test("A name may come in pieces or whole with every piece")
  func names() throws {
    #expect(
      try calls([
        piece(0, "c", "get_"), piece(0, nil, "weather"), piece(0, nil, "get_weather", "{}"),
      ]) == [ChatToolCall(id: "c", name: "get_weather", arguments: "{}")])
    #expect(
      try calls([piece(nil, "c", "get_"), piece(nil, nil, "weather")])
        == [ChatToolCall(id: "c", name: "get_weather", arguments: "")])
  }

  @Test("Arguments are kept as the model wrote them, whole or broken")
  func arguments() throws {
    #expect(
      try calls([#"{"id":"c","function":{"name":"f","arguments":"{\"l\": \"\\u4e0a\\u6d77"}}"#])
        == [ChatToolCall(id: "c", name: "f", arguments: #"{"l": "\u4e0a\u6d77"#)])
  }

  @Test("Members of a call that nobody has heard of, and its type, are kept")
  func extras() throws {
    let calls = try calls([
      #"{"index":0,"id":"c","type":"custom","custom":{"n":1},"extra_content":{"s":"x"},"z":null}"#
    ])
    #expect(
      calls == [
        ChatToolCall(
          id: "c", type: "custom", name: "", arguments: "",
          extras: [(key: "custom", value: ["n": 1]), (key: "extra_content", value: ["s": "x"])])
      ])
  }

  @Test("The legacy function_call is a call without an id")
  func functionCall() throws {
    let decoded = try Decoded(
      choiceDeltas: [
        #"{"content":null,"function_call":{"name":"f","arguments":""}}"#,
        #"{"function_call":{"arguments":"{\"a\""}}"#, #"{"function_call":{"arguments":":1}"}}"#,
      ], finish: "function_call")
    #expect(
      decoded.reply.toolCalls
        == [ChatToolCall(id: "call_00000000", name: "f", arguments: #"{"a":1}"#)])
    #expect(decoded.deltasMatchReply)
  }

  @Test("Calls in a whole message are as many as it has, whatever ids they bear")
  func wholeMessage() throws {
    let call = #"{"id":"x","function":{"name":"f","arguments":"{}"}}"#
    let body = #"{"choices":[{"message":{"content":null,"tool_calls":[\#(call),\#(call)]}}]}"#
    let decoded = try Decoded(pieces: [Array(body)], contentType: "application/json")
    #expect(decoded.reply.toolCalls.count == 2)
    #expect(decoded.deltasMatchReply)
  }
}
