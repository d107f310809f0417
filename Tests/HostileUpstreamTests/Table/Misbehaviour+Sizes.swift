#if Networking
  import ChatStore
  import ChatTestSupport
  import ChatCompletions

  extension Misbehaviour {
    /// Too much of everything; each is also run in a process of its own, whose memory is measured.
    static let sizes: [Misbehaviour] = [
      .init("sends eight megabytes in one delta", .complete(eightMegabytes)) { scene in
        scene.stream([Chunk.text(eightMegabytes)] + Chunk.end)
      }.with { $0.peakMegabytes = 200 },
      .init(
        "sends two hundred thousand chunks",
        .complete(String(repeating: "好", count: 200_000))
      ) { scene in
        scene.openChunked()
        let hundred = [String](repeating: Chunk.text("好"), count: 100).asEvents
        for _ in 0..<2000 { scene.connection.writeChunk(hundred) }
        scene.connection.writeChunk(Chunk.end.asEvents)
        scene.connection.endChunks()
      }.with { $0.peakMegabytes = 160 },
      .init(
        "never stops talking", .partial(String(repeating: "x", count: 4 << 20), "longer than 3 MiB")
      ) {
        scene in
        scene.openChunked()
        let event = [Chunk.text(String(repeating: "x", count: 1 << 20))].asEvents
        scene.untilClientLeaves { scene.connection.writeChunk(event) }
      }.with {
        $0.replyLimit = (4 << 20) - 1
        $0.peakMegabytes = 160
      },
      .init(
        "never stops thinking",
        .partial("", "longer than 3 MiB").and { report in
          guard report.reply?.reasoning?.utf8.count == 4 << 20 else { throw Unexpected() }
        }
      ) { scene in
        scene.openChunked()
        let thought = String(repeating: "x", count: 1 << 20)
        let event = [Chunk.delta(#""reasoning_content":"\#(thought)""#)].asEvents
        scene.untilClientLeaves { scene.connection.writeChunk(event) }
      }.with {
        $0.replyLimit = (4 << 20) - 1
        $0.peakMegabytes = 160
      },
      .init("never ends an event", .failed("larger than 8 MiB")) { scene in
        scene.openChunked("data: ")
        let piece = [UInt8](repeating: 0x78, count: 1 << 16)
        scene.untilClientLeaves { scene.connection.writeChunk(piece) }
      }.with {
        $0.replyLimit = 4 << 20
        $0.peakMegabytes = 160
      },
      .init("never ends an object", .failed("too large")) { scene in
        scene.openChunked("{\"x\":\"")
        let piece = [UInt8](repeating: 0x78, count: 1 << 16)
        scene.untilClientLeaves { scene.connection.writeChunk(piece) }
      }.with {
        $0.replyLimit = 8 << 20
        $0.peakMegabytes = 160
      },
      .init("never ends a web page", .failed("no reply", "busy")) { scene in
        scene.openChunked("<html><title>busy</title>")
        let piece = [UInt8](repeating: 0x78, count: 1 << 16)
        scene.untilClientLeaves { scene.connection.writeChunk(piece) }
      }.with { $0.peakMegabytes = 160 },
      .init("never stops sending comments", .failed("nothing of a reply came for 0.5 seconds")) {
        scene in
        scene.openChunked()
        let piece = Array(String(repeating: ": keep-alive\n\n", count: 4096).utf8)
        scene.untilClientLeaves { scene.connection.writeChunk(piece) }
      }.with {
        $0.timeouts.payload = .milliseconds(500)
        $0.peakMegabytes = 160
      },
      .init("never stops inventing members", .complete("a")) { scene in
        scene.openChunked([Chunk.text("a")].asEvents)
        for number in 0..<200 {
          let value = String(repeating: "y", count: 60_000)
          scene.connection.writeChunk([#"{"x\#(number)":"\#(value)"}"#].asEvents)
        }
        scene.connection.writeChunk(Chunk.end.asEvents)
        scene.connection.endChunks()
      }.with { $0.peakMegabytes = 160 },
    ]

    struct Unexpected: Error {}

    private static let eightMegabytes = String(repeating: "你好 emoji 😀 ", count: (8 << 20) / 19)
  }
#endif
