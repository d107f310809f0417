#if Networking
  import ChatCompletions
  import ChatTestSupport
  import Testing

  extension Misbehaviour {
    /// Answers whose status is not 2xx: the sentence holds the endpoint's own words.
    static let errors: [Misbehaviour] = [
      refusal(
        "reports an error as OpenAI does", 400,
        #"{"error":{"message":"maximum context length","type":"invalid_request_error","#
          + #""param":"messages","code":"context_length_exceeded"}}"#,
        .failed("HTTP 400: maximum context length").and { report in
          #expect(report.thrown?.code == "context_length_exceeded")
          #expect(report.thrown?.type == "invalid_request_error")
        }),
      refusal(
        "reports an error with a number as its code, as vLLM does", 400,
        #"{"error":{"message":"too long","type":"BadRequestError","param":null,"code":400}}"#,
        .failed("HTTP 400: too long").and { report in #expect(report.thrown?.code == "400") }),
      refusal(
        "reports an error at the top, as older vLLM does", 400,
        #"{"object":"error","message":"too long","type":"BadRequestError","code":400}"#,
        .failed("HTTP 400: too long")),
      refusal("reports an error as a string", 400, #"{"error":"no model"}"#, .failed("no model")),
      refusal("reports an error as a detail", 422, #"{"detail":"no model"}"#, .failed("no model")),
      refusal(
        "reports an error as a list of details", 422,
        #"{"detail":[{"loc":["body"],"msg":"field required"},{"msg":"not a number"}]}"#,
        .failed("field required; not a number")),
      refusal(
        "reports an error as a message", 400, #"{"message":"no model"}"#, .failed("no model")),
      refusal(
        "reports an error in an array", 400, #"[{"error":{"message":"no model","code":400}}]"#,
        .failed("no model")),
      refusal(
        "reports an error without a message", 400, #"{"error":{"type":"overloaded"}}"#,
        .failed("overloaded")),
      refusal(
        "reports an error in a shape of its own", 400, #"{"oops":true}"#,
        .failed("HTTP 400", "oops")),
      refusal("refuses without a word", 403, "", .failed("HTTP 403 without a word")),
      refusal(
        "sends a web page with 502", 502, page("Bad Gateway"), as: "text/html",
        .failed("HTTP 502: Bad Gateway")),
      refusal(
        "echoes the key when it refuses it", 401,
        #"{"error":{"message":"Incorrect API key provided: \#(HostileExchange.key).","code":"\#(HostileExchange.key)"}}"#,
        .failed("HTTP 401", "[key]").and { report in #expect(report.thrown?.code == "[key]") }),
      refusal(
        "echoes the key in a web page", 401, page("No \(HostileExchange.key)"), as: "text/html",
        .failed("HTTP 401", "[key]")),
      refusal(
        "writes control characters and a whole screen of words into an error", 400,
        #"{"error":"\u001b[2J\n\u202eno"#
          + String(repeating: " and no", count: 10_000) + #""}"#, .failed("[2J no and no", "…")),
      .init(
        "reports an error in bytes that are not UTF-8", sends: [0xFF, 0xFE] + Array("no".utf8),
        as: "text/plain", status: 400, .failed("HTTP 400: \u{FFFD}\u{FFFD}no")),
      .init("breaks off within an error", .failed("HTTP 400", "no mo")) { scene in
        scene.connection.writeHead(400, headers: [("Content-Length", "4000")])
        scene.connection.write("no mo")
        scene.connection.close()
      },
      .init("sends an error of a hundred megabytes", .failed("HTTP 400: xxxx", "…")) { scene in
        scene.connection.writeHead(400, headers: [("Content-Length", "\(100 << 20)")])
        let piece = [UInt8](repeating: 0x78, count: 1 << 20)
        for _ in 0..<100 where !scene.connection.write(piece) { return }
      }.with { $0.peakMegabytes = 160 },
      .init("never stops sending an error", .failed("HTTP 500: xxxx")) { scene in
        scene.connection.writeHead(500, headers: [("Transfer-Encoding", "chunked")])
        let piece = [UInt8](repeating: 0x78, count: 1 << 16)
        scene.untilClientLeaves { scene.connection.writeChunk(piece) }
      }.with { $0.peakMegabytes = 160 },
    ]

    /// An error under a status of success.
    static let streamErrors: [Misbehaviour] = [
      .init(
        "reports an error instead of a reply", sends: #"{"error":{"message":"no model"}}"#,
        as: "application/json", .failed("reported an error: no model")),
      .init(
        "reports an error as the first event", events: [#"{"error":{"message":"overloaded"}}"#],
        .failed("reported an error: overloaded")),
      .init(
        "reports an error in an event of that name",
        sends: "event: error\ndata: {\"error\":{\"message\":\"overloaded\",\"code\":529}}\n\n",
        .failed("overloaded").and { report in #expect(report.thrown?.code == "529") }),
      .init(
        "reports an error in the middle",
        events: [Chunk.text("a"), #"{"error":{"message":"overloaded"}}"#],
        .partial("a", "overloaded")),
      .init(
        "reports an error in the middle and ends as if nothing had been",
        events: [Chunk.text("a"), #"{"error":"overloaded"}"#] + Chunk.end,
        .partial("a", "overloaded")),
      .init(
        "reports an error beside a choice",
        events: [
          Chunk.text("a"),
          #"{"error":{"code":502,"message":"gone"},"choices":[{"index":0,"delta":{"content":""},"#
            + #""finish_reason":"error"}]}"#,
        ], .partial("a", "gone")),
      .init(
        "reports an error as a detail in the middle",
        events: [Chunk.text("a"), #"{"detail":"gone"}"#], .partial("a", "gone")),
      .init(
        "reports an error at the top in the middle",
        events: [Chunk.text("a"), #"{"object":"error","message":"gone","code":500}"#],
        .partial("a", "gone")),
      .init(
        "sends words as an event of an error",
        sends: [Chunk.text("a")].asEvents + "event: error\ndata: upstream is gone\n\n",
        .partial("a", "upstream is gone")),
      .init(
        "echoes the key in words within a stream",
        events: [Chunk.text("a"), "no \(HostileExchange.key)", Chunk.text("b")] + Chunk.end,
        .partial("ab", "not valid JSON: no [key]")),
      .init(
        "echoes the key in words instead of a stream",
        events: ["no \(HostileExchange.key)"], .failed("not valid JSON: no [key]")),
      .init(
        "sends an error that is none",
        events: [#"{"error":null,"choices":[{"index":0,"delta":{"content":"a"}}]}"#] + Chunk.end,
        .complete("a")),
      .init(
        "echoes the key in the middle",
        events: [Chunk.text("a"), #"{"error":"no \#(HostileExchange.key)"}"#],
        .partial("a", "[key]")),
      .init(
        "echoes the key beside the reply",
        events: [
          #"{"x":"\#(HostileExchange.key)","model":"\#(HostileExchange.key)","choices":[{"index":0,"#
            + #""delta":{"content":"a","y":"\#(HostileExchange.key)"}}]}"#
        ] + Chunk.end, .complete("a")),
    ]

    private static func refusal(
      _ name: String, _ status: Int, _ body: String, as type: String = "application/json",
      _ expectation: Expectation
    ) -> Misbehaviour {
      .init(name, sends: body, as: type, status: status, expectation)
    }
  }
#endif
