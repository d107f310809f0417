#if Networking
  import ChatStore
  import ChatTestSupport
  import Testing

  extension Misbehaviour {
    /// How a stream says that it is at its end, or does not.
    static let endings: [Misbehaviour] = [
      .init("sends no [DONE]", events: [Chunk.text("a"), Chunk.finish()], .complete("a")),
      .init("sends no finish reason", events: [Chunk.text("a"), Chunk.done], .complete("a")),
      .init(
        "sends neither a finish reason nor [DONE]", events: [Chunk.text("a")],
        .partial("a", "without a finish reason")),
      .init(
        "sends an empty finish reason and then nothing",
        events: [Chunk.text("a"), Chunk.finish("")], .partial("a", "without a finish reason")),
      .init(
        "sends finish reasons all along",
        events: [
          Chunk.choice(#""index":0,"delta":{"content":"a"},"finish_reason":"""#),
          Chunk.choice(#""index":0,"delta":{"content":"b"},"finish_reason":"stop""#),
        ], .complete("ab")),
      .init(
        "stops at its limit of length",
        events: [Chunk.text("a"), Chunk.finish("length"), Chunk.done],
        .complete("a").and { report in #expect(report.turn.finishReason == "length") }),
      .init(
        "stops for a reason that nobody has heard of",
        events: [Chunk.text("a"), Chunk.finish("看心情"), Chunk.done],
        .complete("a").and { report in #expect(report.turn.finishReason == "看心情") }),
      .init(
        "goes on after its finish reason",
        events: [Chunk.text("a"), Chunk.finish(), Chunk.text("b"), Chunk.done], .complete("ab")),
      .init(
        "goes on after [DONE]", events: [Chunk.text("a")] + Chunk.end + [Chunk.text("b")],
        .complete("a")),
      .init(
        "sends rubbish after [DONE]",
        sends: ([Chunk.text("a")] + Chunk.end).asEvents + "\u{0}<html>\u{FEFF}data: {\n\n",
        .complete("a")),
      .init(
        "keeps the connection open after [DONE]", .complete("a")
      ) { scene in
        scene.openChunked(([Chunk.text("a")] + Chunk.end).asEvents)
        scene.connection.waitUntilClientLeaves()
      },
      .init("answers without a word", events: Chunk.end, .complete("")),
      .init("sends an empty body", sends: "", .failed("empty")),
      .init(
        "sends nothing but comments", sends: ": a\n\n: b\n\n", .failed("ended before anything")),
      .init(
        "sends a role and nothing more",
        events: [Chunk.delta(#""role":"assistant","content":"""#)], .failed("ended before anything")
      ),
    ]
  }
#endif
