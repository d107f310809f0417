#if Networking
  import ChatTestSupport
  extension Misbehaviour {
    /// How a stream is cut into packets and chunks.
    static let packets: [Misbehaviour] = [
      .init("sends every byte in a packet of its own", .complete(multilingual)) { scene in
        let bytes = Array(stream.utf8)
        scene.connection.writeHead(headers: [("Content-Length", "\(bytes.count)")])
        for byte in bytes { scene.connection.write([byte]) }
      },
      .init("sends every byte in a chunk of its own", .complete(multilingual)) { scene in
        scene.openChunked()
        for byte in stream.utf8 { scene.connection.writeChunk([byte]) }
        scene.connection.endChunks()
      },
      .init("sends the whole response in one packet", .complete(multilingual)) { scene in
        let size = String(stream.utf8.count, radix: 16)
        scene.connection.write(
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\(size)\r\n\(stream)\r\n0\r\n\r\n")
      },
      .init("sends empty events and chunks by the thousand", .complete("你好!")) { scene in
        scene.openChunked()
        for payload in greeting {
          for _ in 0..<1000 { scene.connection.writeChunk("\n\n") }
          scene.connection.writeChunk([payload].asEvents)
        }
        scene.connection.endChunks()
      },
      .init(
        "sends one character a chunk", events: multilingual.map { Chunk.text("\($0)") } + Chunk.end,
        .complete(multilingual)),
      .init(
        "sends the halves of a surrogate pair in two chunks",
        events: [Chunk.text(#"a\ud83d"#), Chunk.text(#"\ude00b"#)] + Chunk.end, .complete("a😀b")),
      .init(
        "escapes every character",
        events: [Chunk.text(multilingual.utf16.map { "\\u" + hexadecimal($0) }.joined())]
          + Chunk.end,
        .complete(multilingual)),
    ]

    /// Scripts that take one to four bytes a character, marks that combine, joined emoji.
    static let multilingual = "Ünïcødé, 中文没有问题。日本語も。한국어 العربية עברית हिन्दी e\u{301} 👩‍👩‍👧 𝄞!"

    static let stream =
      ([": comment\n\ndata: " + Chunk.delta(#""role":"assistant","content":"""#) + "\n\n"]
      + [(multilingual.split(separator: " ").map { Chunk.text("\($0) ") }).asEvents]
      + [Chunk.end.asEvents]).joined().replacing("! \"", with: "!\"")

    private static func hexadecimal(_ unit: UInt16) -> String {
      let digits = String(unit, radix: 16)
      return String(repeating: "0", count: 4 - digits.count) + digits
    }
  }
#endif
