#if Networking
  extension Misbehaviour {
    /// How events are written down (https://html.spec.whatwg.org/multipage/server-sent-events.html).
    static let lines: [Misbehaviour] = [
      .init("ends lines with LF", events: greeting, .complete("你好!")),
      .init("ends lines with CR", sends: ended(with: "\r"), .complete("你好!")),
      .init("ends lines with CRLF", sends: ended(with: "\r\n"), .complete("你好!")),
      .init(
        "ends lines with whatever comes to mind",
        sends: "data: \(Chunk.text("你"))\r\n\ndata: \(Chunk.text("好!"))\n\r"
          + "data: \(Chunk.finish())\r\rdata: [DONE]\n\n", .complete("你好!")),
      .init(
        "begins with a byte order mark", sends: "\u{FEFF}" + greeting.asEvents, .complete("你好!")),
      .init(
        "begins with blank lines and spaces", sends: "\n\r\n  \n" + greeting.asEvents,
        .complete("你好!")),
      .init(
        "puts comments between events and within them",
        sends: ": hello\n\n:\ndata: \(greeting[0])\n: keep-alive\n\n:a\n:b\n"
          + greeting[1...].map { $0 }.asEvents, .complete("你好!")),
      .init(
        "writes no space after data:", sends: greeting.map { "data:\($0)\n\n" }.joined(),
        .complete("你好!")),
      .init(
        "writes two spaces after data:", sends: greeting.map { "data:  \($0)\n\n" }.joined(),
        .complete("你好!")),
      .init(
        "adds event, id, retry and fields that nobody knows",
        sends: greeting.map { "event: message\nid: 7\nretry: 1\nx\ny: z\ndata: \($0)\n\n" }
          .joined(),
        .complete("你好!")),
      .init(
        "spreads one chunk over several data lines",
        sends:
          "data: {\"choices\":\ndata: [{\"index\":0,\"delta\":\ndata: {\"content\":\"你好!\"}}]}\n\n"
          + Chunk.end.asEvents, .complete("你好!")),
      .init(
        "sends events without data", sends: "data\n\ndata:\n\n\n\n" + greeting.asEvents,
        .complete("你好!")),
      .init(
        "leaves out the last blank line",
        sends: String(greeting.asEvents.dropLast(2)), .complete("你好!")),
      .init(
        "puts spaces around [DONE]",
        sends: greeting.dropLast().map { $0 }.asEvents + "data:   [DONE] \t\n\n", .complete("你好!")),
      .init(
        "writes the field's name in capitals", sends: greeting.map { "DATA: \($0)\n\n" }.joined(),
        .failed("ended before anything")),
      .init(
        "sends chunks as lines of JSON without data:",
        sends: greeting.map { $0 + "\n" }.joined(), as: "application/x-ndjson",
        .failed("not valid JSON")),
      .init(
        "puts a byte order mark into the middle",
        sends: "data: \(Chunk.text("你"))\n\n\u{FEFF}data: \(Chunk.text("?"))\n\n"
          + [Chunk.text("好!")].asEvents + Chunk.end.asEvents, .complete("你好!")),
    ]

    static let greeting = [Chunk.text("你"), Chunk.text("好!")] + Chunk.end

    private static func ended(with end: String) -> String {
      greeting.map { "data: \($0)\(end)\(end)" }.joined()
    }
  }
#endif
