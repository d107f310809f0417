#if Networking
  import ChatCompletions
  import ChatStore
  import ChatTestSupport
  import Testing

  extension Misbehaviour {
    /// What the model thought first, under either name.
    static let reasoning: [Misbehaviour] = [
      thought(
        "thinks under reasoning_content", [#""reasoning_content":"嗯""#], "嗯", "reasoning_content"),
      thought("thinks under reasoning", [#""reasoning":"嗯""#], "嗯", "reasoning"),
      thought(
        "thinks under both names at once", [#""reasoning":"嗯","reasoning_content":"嗯""#], "嗯",
        "reasoning_content"),
      thought(
        "thinks in pieces, with empty text beside them",
        [#""content":"","reasoning_content":"嗯""#, #""content":null,"reasoning_content":"嗯""#],
        "嗯嗯",
        "reasoning_content"),
      thought(
        "sends null for the other one",
        [#""content":null,"reasoning_content":null,"reasoning":"嗯""#],
        "嗯", "reasoning"),
      .init(
        "thinks two different things at once",
        events: [Chunk.delta(#""reasoning":"a","reasoning_content":"b""#), Chunk.text("答")]
          + Chunk.end,
        .partial("答", "two different texts")),
      .init(
        "thinks after it has answered",
        events: [Chunk.text("答"), Chunk.delta(#""reasoning":"嗯""#)] + Chunk.end,
        .complete("答").and { report in #expect(report.reply?.reasoning == "嗯") }),
      .init(
        "thinks and never answers", events: [Chunk.delta(#""reasoning":"嗯""#)] + Chunk.end,
        .complete("").and { report in #expect(report.reply?.reasoning == "嗯") }),
      .init(
        "thinks and breaks off",
        .partial("", "broke off").and { report in
          #expect(report.reply?.reasoning == "嗯")
        }
      ) { scene in
        scene.openChunked([Chunk.delta(#""reasoning_content":"嗯""#)].asEvents)
        scene.connection.close()
      },
      .init(
        "sends its thoughts within the text, closed but never opened",
        events: [Chunk.text("嗯</think>答")] + Chunk.end, .complete("嗯</think>答")),
      .init(
        "sends its thoughts as a structure",
        events: [
          Chunk.delta(#""content":"答","reasoning":{"a":1},"reasoning_details":[{"text":"嗯"}]"#)
        ] + Chunk.end,
        .complete("答").and { report in
          #expect(report.extras?["reasoning"] == ["a": 1])
          #expect(report.extras?["reasoning_details"] == [["text": "嗯"]])
        }),
      .init(
        "refuses",
        events: [Chunk.delta(#""refusal":"不""#), Chunk.delta(#""refusal":"行""#)] + Chunk.end,
        .complete("").and { report in #expect(report.reply?.refusal == "不行") }),
    ]

    private static func thought(
      _ name: String, _ deltas: [String], _ reasoning: String, _ key: String
    ) -> Misbehaviour {
      .init(
        name, events: deltas.map(Chunk.delta) + [Chunk.text("答")] + Chunk.end,
        .complete("答").and { report in
          #expect(report.reply?.reasoning == reasoning)
          #expect(report.reply?.reasoningKey == key)
        })
    }
  }
#endif
