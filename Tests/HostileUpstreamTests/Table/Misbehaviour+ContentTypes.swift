#if Networking
  import ChatTestSupport
  extension Misbehaviour {
    /// What comes instead of what was asked for, and what it calls itself.
    static let contentTypes: [Misbehaviour] = [
      .init(
        "answers a request for a stream with one JSON object",
        sends: Chunk.whole(#""content":"你好!""#), as: "application/json", .complete("你好!")),
      .init(
        "calls one JSON object a stream", sends: Chunk.whole(#""content":"你好!""#),
        .complete("你好!")),
      .init(
        "answers a request for one object with a stream", events: greeting, .complete("你好!")
      ).with { $0.stream = false },
      .init(
        "calls a stream JSON", sends: greeting.asEvents, as: "application/json", .complete("你好!")
      ).with { $0.stream = false },
      .init(
        "calls a stream plain text", sends: greeting.asEvents, as: "text/plain", .complete("你好!")),
      .init("calls a stream nothing", sends: greeting.asEvents, as: nil, .complete("你好!")),
      .init(
        "calls a stream by its name in capitals", sends: greeting.asEvents,
        as: "TEXT/EVENT-STREAM; charset=UTF-8", .complete("你好!")),
      .init(
        "sends blank lines before a JSON object, to keep the connection alive",
        sends: "\n\n\n  \n" + Chunk.whole(#""content":"你好!""#), as: "application/json",
        .complete("你好!")
      ).with { $0.stream = false },
      .init(
        "cuts a JSON object off and says so", .failed("broke off")
      ) { scene in
        scene.connection.writeHead(headers: [("Content-Length", "4000")])
        scene.connection.write(Chunk.whole(#""content":"你好!""#).dropLast(20).description)
        scene.connection.close()
      }.with { $0.stream = false },
      .init(
        "cuts a JSON object off as if that were all",
        sends: String(Chunk.whole(#""content":"你好!""#).dropLast(20)), as: "application/json",
        .failed("not valid JSON", "end of text")
      ).with { $0.stream = false },
      .init(
        "sends a whole reply without a finish reason",
        sends: Chunk.whole(#""content":"你好!""#, finish: "null"), as: "application/json",
        .complete("你好!")
      ).with { $0.stream = false },
      .init(
        "sends an object that is no reply", sends: #"{"status":"ok"}"#, as: "application/json",
        .failed("holds no reply")),
      .init(
        "sends an array of replies", sends: "[\(Chunk.whole(#""content":"a""#))]",
        as: "application/json", .failed("not a JSON object")),
      .init(
        "sends a web page with 200", sends: page("Sign in"), as: "text/html",
        .failed("no reply", "Sign in")),
      .init(
        "calls a web page a stream", sends: page("Sign in"), .failed("no reply", "Sign in")),
      .init(
        "sends words with 200", sends: "The model is being loaded.", as: "text/plain",
        .failed("no reply", "The model is being loaded.")),
      .init(
        "sends bytes of no kind with 200", sends: [UInt8](0...255), as: "application/octet-stream",
        .failed("no reply")),
    ]

    static func page(_ title: String) -> String {
      "<!DOCTYPE html><html><head><style>a{b:c}</style><title>\(title)</title></head>"
        + "<body><h1>\(title)</h1><script>x<y</script></body></html>"
    }
  }
#endif
