#if Networking
  import ChatCompletions
  import ChatStore
  import Testing

  extension Misbehaviour {
    /// What is wrong with the JSON, or strange about it.
    static let json: [Misbehaviour] = [
      .init(
        "sends one chunk that is not JSON",
        events: [Chunk.text("a"), "{oops", Chunk.text("b")] + Chunk.end,
        .partial("ab", "not valid JSON")),
      .init(
        "sends one chunk that is cut off",
        events: [Chunk.text("a"), String(Chunk.text("lost").dropLast(9)), Chunk.text("b")]
          + Chunk.end, .partial("ab", "not valid JSON", "end of text")),
      .init(
        "sends NaN and a trailing comma, as careless programs write them",
        events: [Chunk.text("a"), #"{"x":NaN,"choices":[],}"#] + Chunk.end,
        .partial("a", "not valid JSON")),
      .init(
        "sends two objects in one event",
        events: [Chunk.text("a") + Chunk.text("b"), Chunk.text("c")] + Chunk.end,
        .partial("c", "not valid JSON")),
      .init(
        "sends null, a number, a string and an array as chunks",
        events: [Chunk.text("a"), "null", "7", #""b""#, "[]"] + Chunk.end,
        .partial("a", "not a JSON object")),
      .init("sends nothing but broken JSON", events: ["{", "}", "x"], .failed("not valid JSON")),
      .init(
        "repeats keys, the last of which counts",
        events: [
          Chunk.choice(
            #""index":0,"delta":{"content":"wrong"},"delta":{"content":"x","content":"a"}"#)
        ] + Chunk.end, .complete("a")),
      .init(
        "escapes the names of keys",
        events: [
          ##"{"\u0063hoices":[{"index":0,"d\u0065lta":{"\u0063ontent":"a"},"finish_reason":"stop"}]}"##
        ], .complete("a")),
      .init(
        "nests a hundred thousand arrays",
        events: [
          Chunk.text("a"), #"{"x":\#(String(repeating: "[", count: 100_000)),"choices":[]}"#,
        ] + Chunk.end, .partial("a", "nested too deeply")),
      .init(
        "nests as deep as it may, where nobody looks",
        events: [
          Chunk.delta(
            #""content":"a","x":"#
              + String(repeating: "[", count: 400) + String(repeating: "]", count: 400))
        ] + Chunk.end, .complete("a")),
      .init(
        "sends numbers that no machine holds",
        events: [
          #"{"created":1e999999,"x":-0.\#(String(repeating: "9", count: 5000)),"choices":"#
            + #"[{"index":0,"delta":{"content":"a"},"finish_reason":null}]}"#
        ] + Chunk.end,
        .complete("a").and { report in
          #expect(report.envelope?["created"] == 1)
        }),
      .init(
        "sends content as a number",
        events: [Chunk.text("a"), Chunk.delta(#""content":7"#)] + Chunk.end,
        .partial("a", "neither text nor parts")),
      .init(
        "sends content as null and as an empty text",
        events: [Chunk.delta(#""content":null"#), Chunk.text(""), Chunk.text("a")] + Chunk.end,
        .complete("a")),
      .init(
        "sends members of every wrong type",
        events: [
          #"{"id":7,"model":null,"object":[],"usage":"x","choices":[{"index":0,"delta":"#
            + #"{"role":3,"content":"a","tool_calls":"x","refusal":{},"function_call":0},"#
            + #""finish_reason":false}]}"#
        ] + Chunk.end, .complete("a")),
      .init(
        "adds members that nobody has heard of",
        events: [Chunk.delta(#""content":"a","mood":"glad","mood":"sad""#)] + Chunk.end,
        .complete("a").and { report in #expect(report.extras == ["mood": "sad"]) }),
      .init(
        "adds more unknown members than anyone keeps",
        events: [Chunk.text("a")]
          + (0..<300).map { #"{"x\#($0)":"\#(String(repeating: "y", count: 1000))"}"# } + Chunk.end,
        .complete("a").and { report in
          #expect((report.turn.envelope?.utf8.count ?? 0) <= 65_536 + 64)
          #expect(report.envelope?["convo_truncated"] == true)
        }),
    ]
  }
#endif
