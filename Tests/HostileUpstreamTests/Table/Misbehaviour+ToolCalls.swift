#if Networking
  import ChatTestSupport
  import ChatStore
  import Testing

  extension Misbehaviour {
    /// Tool calls in every wrong order: two calls, and how their pieces name them.
    static let toolCalls: [Misbehaviour] = [
      called(
        "calls tools as it should",
        [
          #"{"index":0,"id":"c0","type":"function","function":{"name":"f","arguments":""}}"#,
          #"{"index":0,"function":{"arguments":"{\"a\":"}}"#,
          #"{"index":0,"function":{"arguments":"1}"}}"#,
          #"{"index":1,"id":"c1","type":"function","function":{"name":"g","arguments":"{}"}}"#,
        ], [call("c0", "f", #"{"a":1}"#), call("c1", "g", "{}")]),
      called(
        "calls tools one between the other",
        [
          #"{"index":0,"id":"c0","function":{"name":"f","arguments":""}}"#,
          #"{"index":1,"id":"c1","function":{"name":"g","arguments":""}}"#,
          #"{"index":0,"function":{"arguments":"{\"a\":"}}"#,
          #"{"index":1,"function":{"arguments":"{"}}"#,
          #"{"index":0,"function":{"arguments":"1}"}}"#,
          #"{"index":1,"function":{"arguments":"}"}}"#,
        ], [call("c0", "f", #"{"a":1}"#), call("c1", "g", "{}")]),
      called(
        "calls tools without an index",
        [
          #"{"id":"c0","function":{"name":"f","arguments":"{"}}"#,
          #"{"function":{"arguments":"}"}}"#,
          #"{"id":"c1","function":{"name":"g","arguments":"{}"}}"#,
        ], [call("c0", "f", "{}"), call("c1", "g", "{}")]),
      called(
        "calls tools without an id",
        [
          #"{"index":0,"function":{"name":"f","arguments":"{"}}"#,
          #"{"index":0,"function":{"arguments":"}"}}"#,
          #"{"index":1,"function":{"name":"g","arguments":"{}"}}"#,
        ], [call("call_00000000", "f", "{}"), call("call_00000001", "g", "{}")]),
      called(
        "calls tools with an empty id",
        [
          #"{"index":0,"id":"","function":{"name":"f","arguments":"{"}}"#,
          #"{"index":0,"id":"","function":{"arguments":"}"}}"#,
        ], [call("call_00000000", "f", "{}")]),
      called(
        "calls tools with neither index nor id",
        [
          #"{"function":{"name":"f","arguments":"{}"}}"#,
          #"{"function":{"name":"g","arguments":"{}"}}"#,
        ],
        [call("call_00000000", "f", "{}"), call("call_00000001", "g", "{}")]),
      called(
        "repeats the id with every piece",
        [
          #"{"index":0,"id":"c0","function":{"name":"f","arguments":"{"}}"#,
          #"{"index":0,"id":"c0","function":{"arguments":"}"}}"#,
        ], [call("c0", "f", "{}")]),
      called(
        "repeats id and name with every piece",
        [
          #"{"index":0,"id":"c0","function":{"name":"f","arguments":"{"}}"#,
          #"{"index":0,"id":"c0","function":{"name":"f","arguments":"}"}}"#,
        ], [call("c0", "f", "{}")]),
      called(
        "makes up an id for every piece",
        [
          #"{"index":0,"id":"c0","function":{"name":"f","arguments":"{"}}"#,
          #"{"index":0,"id":"x1","function":{"arguments":"\"a\":1"}}"#,
          #"{"index":0,"id":"x2","function":{"arguments":"}"}}"#,
        ], [call("c0", "f", #"{"a":1}"#)]),
      called(
        "counts calls from 1",
        [
          #"{"index":1,"id":"c0","function":{"name":"f","arguments":"{"}}"#,
          #"{"index":1,"function":{"arguments":"}"}}"#,
          #"{"index":2,"id":"c1","function":{"name":"g","arguments":"{}"}}"#,
        ], [call("c0", "f", "{}"), call("c1", "g", "{}")]),
      called(
        "gives every call the index 0",
        [
          #"{"index":0,"id":"c0","function":{"name":"f","arguments":"{}"}}"#,
          #"{"index":0,"id":"c1","function":{"name":"f","arguments":"{}"}}"#,
        ], [call("c0", "f", "{}"), call("c1", "f", "{}")]),
      called(
        "counts calls backwards, with an index that is huge and one that is negative",
        [
          #"{"index":9223372036854775807,"id":"c0","function":{"name":"f","arguments":"{}"}}"#,
          #"{"index":-1,"id":"c1","function":{"name":"g","arguments":"{}"}}"#,
        ], [call("c0", "f", "{}"), call("c1", "g", "{}")]),
      called(
        "sends the id after the arguments",
        [
          #"{"index":0,"function":{"name":"f","arguments":"{}"}}"#, #"{"index":0,"id":"c0"}"#,
        ], [call("c0", "f", "{}")]),
      called(
        "sends the arguments before the name",
        [
          #"{"index":0,"id":"c0","function":{"arguments":"{}"}}"#,
          #"{"index":0,"function":{"name":"f"}}"#,
        ], [call("c0", "f", "{}")]),
      called(
        "sends a name in pieces",
        [
          #"{"index":0,"id":"c0","function":{"name":"get_"}}"#,
          #"{"index":0,"function":{"name":"weather","arguments":"{}"}}"#,
        ], [call("c0", "get_weather", "{}")]),
      called(
        "sends arguments as an object",
        [#"{"index":0,"id":"c0","function":{"name":"f","arguments":{"a":[1,"é"]}}}"#],
        [call("c0", "f", #"{"a":[1,"é"]}"#)]),
      called(
        "sends no arguments, and null",
        [
          #"{"index":0,"id":"c0","function":{"name":"f"}}"#,
          #"{"index":1,"id":"c1","function":{"name":"g","arguments":null}}"#,
        ], [call("c0", "f", ""), call("c1", "g", "")]),
      called(
        "sends arguments that are broken JSON",
        [#"{"index":0,"id":"c0","function":{"name":"f","arguments":"{\"a\": 1,,"}}"#],
        [call("c0", "f", #"{"a": 1,,"#)]),
      called(
        "sends a call that is not in an array",
        [#"{"index":0,"id":"c0","function":{"name":"f","arguments":"{}"}}"#],
        [call("c0", "f", "{}")], inArray: false),
      called(
        "calls tools of a kind of its own, with a signature",
        [
          #"{"index":0,"id":"c0","type":"custom","custom":{"input":"x"},"#
            + #""extra_content":{"google":{"thought_signature":"s=="}}}"#
        ],
        [
          ToolCall(
            callID: "c0", type: "custom", name: "", arguments: "",
            extras:
              #"{"custom":{"input":"x"},"extra_content":{"google":{"thought_signature":"s=="}}}"#)
        ]),
      .init(
        "calls one function in the old way",
        events: [
          Chunk.delta(#""content":null,"function_call":{"name":"f","arguments":"{"}"#),
          Chunk.delta(#""function_call":{"arguments":"}"}"#), Chunk.finish("function_call"),
        ], .complete("", calls: [call("call_00000000", "f", "{}")])),
      .init(
        "breaks off within a call",
        .partial("", "broke off", calls: [call("c0", "f", #"{"a"#)])
      ) { scene in
        scene.openChunked(
          [Chunk.calls(#"{"index":0,"id":"c0","function":{"name":"f","arguments":"{\"a"}}"#)]
            .asEvents)
        scene.connection.close()
      },
      .init(
        "calls five thousand tools",
        events: (0..<5000).map {
          Chunk.calls(#"{"index":\#($0),"id":"c\#($0)","function":{"name":"f","arguments":"{}"}}"#)
        } + Chunk.endOfCalls,
        .partial(
          "", "more tools", calls: (0..<4096).map { call("c\($0)", "f", "{}") })),
    ]

    private static func call(_ id: String, _ name: String, _ arguments: String) -> ToolCall {
      ToolCall(callID: id, name: name, arguments: arguments)
    }

    private static func called(
      _ name: String, _ pieces: [String], _ calls: [ToolCall], inArray: Bool = true
    ) -> Misbehaviour {
      let chunks = pieces.map {
        inArray ? Chunk.calls($0) : Chunk.delta(#""tool_calls":\#($0)"#)
      }
      return .init(name, events: chunks + Chunk.endOfCalls, .complete("", calls: calls))
    }
  }
#endif
