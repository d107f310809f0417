#if Networking
  import ChatStore
  import Testing

  extension Misbehaviour {
    /// What a reply is said to have cost.
    static let usage: [Misbehaviour] = [
      counted(
        "reports usage in a chunk of its own",
        [Chunk.finish(), #"{"choices":[],"usage":{"prompt_tokens":9,"completion_tokens":4}}"#], 9, 4
      ),
      counted(
        "reports usage in a chunk of its own without choices",
        [Chunk.finish(), #"{"usage":{"prompt_tokens":9,"completion_tokens":4}}"#], 9, 4),
      counted(
        "reports usage beside the finish reason",
        [Chunk.finish("stop", #","usage":{"prompt_tokens":9,"completion_tokens":4}"#)], 9, 4),
      counted(
        "reports usage in every chunk",
        [
          #"{"choices":[],"usage":{"prompt_tokens":9,"completion_tokens":1}}"#,
          Chunk.finish("stop", #","usage":{"prompt_tokens":9,"completion_tokens":4}"#),
        ], 9, 4),
      counted(
        "takes its usage back with null",
        [#"{"choices":[],"usage":{"prompt_tokens":9}}"#, Chunk.finish("stop", #","usage":null"#)],
        9, nil),
      counted("reports no usage", [Chunk.finish()], nil, nil),
      counted(
        "reports a usage below zero",
        [Chunk.finish("stop", #","usage":{"prompt_tokens":-9,"completion_tokens":-1}"#)], nil, nil),
      counted(
        "reports a usage beyond any",
        [
          Chunk.finish(
            "stop", #","usage":{"prompt_tokens":99999999999999999999,"completion_tokens":1e300}"#)
        ], nil, nil),
      counted(
        "reports half a token, and a word",
        [Chunk.finish("stop", #","usage":{"prompt_tokens":0.5,"completion_tokens":"four"}"#)], nil,
        nil),
      counted(
        "reports a usage without an end, of every type",
        [Chunk.finish("stop", #","usage":[7]"#), #"{"usage":{}}"#, #"{"usage":"x"}"#], nil, nil),
      .init(
        "reports details of usage, of one as null",
        events: [
          Chunk.text("a"),
          Chunk.finish(
            "stop",
            #","usage":{"prompt_tokens":9,"completion_tokens":4,"prompt_tokens_details":null,"#
              + #""prompt_cache_hit_tokens":8,"completion_tokens_details":{"reasoning_tokens":3}}"#),
        ],
        .complete("a").and { report in
          #expect(report.turn.usage.cached.reported == 8)
          #expect(report.turn.usage.reasoning.reported == 3)
        }),
    ]

    private static func counted(
      _ name: String, _ end: [String], _ prompt: Int?, _ completion: Int?
    ) -> Misbehaviour {
      .init(
        name, events: [Chunk.text("a")] + end + [Chunk.done],
        .complete("a").and { report in
          #expect(report.turn.usage.prompt.reported == prompt)
          #expect(report.turn.usage.completion.reported == completion)
          #expect((report.turn.usage.prompt.estimated ?? 0) > 0)
          #expect((report.turn.usage.completion.estimated ?? 0) > 0)
        })
    }
  }
#endif
