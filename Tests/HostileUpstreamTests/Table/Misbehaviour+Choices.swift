#if Networking
  import ChatCompletions
  import ChatStore
  import Testing

  extension Misbehaviour {
    /// What becomes of `choices` and of content in parts.
    static let choices: [Misbehaviour] = [
      .init(
        "sends chunks whose choices are empty, missing and null",
        events: [
          #"{"choices":[]}"#, "{}", #"{"choices":null}"#, #"{"choices":{}}"#,
          #"{"choices":[null,7]}"#,
          Chunk.text("a"),
        ] + Chunk.end, .complete("a")),
      .init(
        "sends deltas that are empty, missing and null",
        events: [
          Chunk.choice(#""index":0,"delta":{}"#), Chunk.choice(#""index":0"#),
          Chunk.choice(#""index":0,"delta":null"#), Chunk.choice(#""index":0,"delta":"x""#),
          Chunk.text("a"),
        ] + Chunk.end, .complete("a")),
      .init(
        "sends two choices, one between the other",
        events: [
          Chunk.text("a"), Chunk.choice(#""index":1,"delta":{"content":"x"}"#), Chunk.text("b"),
          Chunk.choice(#""index":1,"delta":{},"finish_reason":"length""#),
        ] + Chunk.end,
        .complete("ab").and { report in
          #expect(report.envelope?["convo_ignored_choices"] == 1)
          #expect(report.turn.finishReason == "stop")
        }),
      .init(
        "sends two choices in one chunk, the second first",
        events: [
          Chunk.choice(#""index":1,"delta":{"content":"x"}},{"index":0,"delta":{"content":"a"}"#)
        ] + Chunk.end, .complete("a")),
      .init(
        "sends choices without an index",
        events: [
          Chunk.choice(#""delta":{"content":"a"}"#),
          Chunk.choice(#""delta":{"content":"b"},"finish_reason":"stop""#),
        ], .complete("ab")),
      .init(
        "sends an index that is no number, and one that is huge",
        events: [
          Chunk.choice(#""index":"0","delta":{"content":"a"}"#),
          Chunk.choice(#""index":99999999999999999999,"delta":{"content":"b"}"#),
        ] + Chunk.end, .complete("ab")),
      .init(
        "sends only a choice that was not asked for",
        events: [Chunk.choice(#""index":3,"delta":{"content":"x"},"finish_reason":"stop""#)],
        .failed("ended before anything")),
      .init(
        "sends whole messages in a stream", events: [Chunk.whole(#""content":"你好!""#)],
        .complete("你好!")),
      .init(
        "sends the whole message after its pieces",
        events: [Chunk.text("你"), Chunk.text("好"), Chunk.whole(#""content":"你好!""#), Chunk.done],
        .complete("你好!")),
      .init(
        "sends another message after the pieces than they were",
        events: [Chunk.text("你好!"), Chunk.whole(#""content":"Hello""#), Chunk.done],
        .partial("你好!", "differs")),
    ]
  }
#endif
