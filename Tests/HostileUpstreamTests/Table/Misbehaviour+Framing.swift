#if Networking
  import ChatTestSupport
  extension Misbehaviour {
    /// How the length of a body is declared, and how it is not kept to (RFC 9112 §6).
    static let framing: [Misbehaviour] = [
      .init("closes in the middle of a declared length", .partial("a", "broke off")) { scene in
        scene.connection.writeHead(
          headers: [("Content-Type", "text/event-stream"), ("Content-Length", "4000")])
        scene.connection.write([Chunk.text("a")].asEvents)
        scene.connection.close()
      },
      .init("resets in the middle of a declared length", .partial("a")) { scene in
        scene.connection.writeHead(headers: [("Content-Length", "4000")])
        scene.connection.write([Chunk.text("a")].asEvents)
        scene.waitUntilClient(has: "a")
        scene.connection.reset()
      },
      .init("declares a length that is too short", .partial("a", "without a finish reason")) {
        scene in
        let body = [Chunk.text("a")].asEvents
        scene.connection.writeHead(headers: [("Content-Length", "\(body.utf8.count)")])
        scene.connection.write(body + ([Chunk.text("b")] + Chunk.end).asEvents)
        scene.connection.close()
      },
      .init("closes in the middle of a chunk", .partial("a", "broke off")) { scene in
        scene.openChunked([Chunk.text("a")].asEvents)
        scene.connection.write("fff\r\ndata: {\"cho")
        scene.connection.close()
      },
      .init("closes between two chunks", .partial("a", "broke off")) { scene in
        scene.openChunked([Chunk.text("a")].asEvents)
        scene.connection.close()
      },
      .init("resets between two chunks", .partial("a")) { scene in
        scene.openChunked([Chunk.text("a")].asEvents)
        scene.waitUntilClient(has: "a")
        scene.connection.reset()
      },
      .init("closes after [DONE] and before the last chunk", .complete("a")) { scene in
        scene.openChunked(([Chunk.text("a")] + Chunk.end).asEvents)
        scene.connection.close()
      },
      .init("closes after the finish reason and before the last chunk", .complete("a")) { scene in
        scene.openChunked([Chunk.text("a"), Chunk.finish()].asEvents)
        scene.connection.close()
      },
      .init("ends the body with the connection", .complete("你好!")) { scene in
        scene.open(greeting.asEvents)
        scene.connection.close()
      },
      .init(
        "ends the body with the connection, too early",
        .partial("a", "without a finish reason")
      ) { scene in
        scene.open([Chunk.text("a")].asEvents + "data: {\"choices\":[{\"index\":0,\"delta\":{\"con")
        scene.connection.close()
      },
      .init("resets a body that ends with the connection", .partial("a", "reset")) { scene in
        scene.open([Chunk.text("a")].asEvents)
        scene.waitUntilClient(has: "a")
        scene.connection.reset()
      },
      .init("sends a size of a chunk that is no number", .partial("a", "not a valid HTTP")) {
        scene in
        scene.openChunked([Chunk.text("a")].asEvents)
        scene.waitUntilClient(has: "a")
        scene.connection.write("zz\r\n")
        scene.connection.waitUntilClientLeaves()
      },
      .init("sends a size of a chunk beyond any", .partial("a", "not a valid HTTP")) { scene in
        scene.openChunked([Chunk.text("a")].asEvents)
        scene.waitUntilClient(has: "a")
        scene.connection.write("ffffffffffffffffff\r\ndata")
        scene.connection.waitUntilClientLeaves()
      },
      .init("adds extensions to chunks and trailers to the body", .complete("你好!")) { scene in
        scene.openChunked()
        let body = greeting.asEvents
        scene.connection.write(
          "\(String(body.utf8.count, radix: 16));a=b;c=\"d\"\r\n\(body)\r\n0\r\nX-Trailer: 1\r\n\r\n"
        )
      },
      .init("declares a length and chunks at once", .failed("not a valid HTTP")) { scene in
        scene.connection.writeHead(
          headers: [("Content-Length", "3"), ("Transfer-Encoding", "chunked")])
        scene.connection.writeChunk(greeting.asEvents)
        scene.connection.endChunks()
        scene.connection.close()
      },
      .init("declares two lengths", .failed("not a valid HTTP")) { scene in
        scene.connection.writeHead(headers: [("Content-Length", "3"), ("Content-Length", "4")])
        scene.connection.write("data: ")
        scene.connection.waitUntilClientLeaves()
      },
      .init("declares a negative length", .failed("not a valid HTTP")) { scene in
        scene.connection.writeHead(headers: [("Content-Length", "-1")])
        scene.connection.waitUntilClientLeaves()
      },
      .init("closes without an answer", .failed("closed the connection without an answer")) {
        scene in
        scene.connection.close()
      },
      .init("resets without an answer", .failed("connection")) { scene in
        scene.connection.reset()
      },
      .init("closes in the middle of the head", .failed("closed the connection")) { scene in
        scene.connection.write("HTTP/1.1 200 OK\r\nContent-Ty")
        scene.connection.close()
      },
      .init("closes after the head", .failed("broke off")) { scene in
        scene.openChunked()
        scene.connection.close()
      },
    ]
  }
#endif
