#if Networking
  import ChatTestSupport
  extension Misbehaviour {
    /// What stands before the body.
    static let heads: [Misbehaviour] = [
      .init("sends 100 Continue, 102 and 103 before the answer", .complete("你好!")) { scene in
        scene.connection.write(
          "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n"
            + "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n")
        scene.stream(greeting)
      },
      .init("sends interim answers and no final one", .failed("closed the connection")) { scene in
        for _ in 0..<100 { scene.connection.write("HTTP/1.1 100 Continue\r\n\r\n") }
        scene.connection.close()
      },
      .init("switches protocols unasked", .failed("HTTP 101")) { scene in
        scene.connection.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n\u{1}\u{2}")
        scene.connection.close()
      },
      .init("speaks HTTP/1.0", .complete("你好!")) { scene in
        scene.connection.write("HTTP/1.0 200 OK\r\n\r\n" + greeting.asEvents)
        scene.connection.close()
      },
      .init("speaks HTTP/1.0 and breaks off", .partial("a", "without a finish reason")) { scene in
        scene.connection.write("HTTP/1.0 200 OK\r\n\r\n" + [Chunk.text("a")].asEvents)
        scene.connection.close()
      },
      .init("leaves out the reason phrase", .complete("你好!")) { scene in
        scene.connection.write("HTTP/1.1 200\r\nConnection: close\r\n\r\n" + greeting.asEvents)
        scene.connection.close()
      },
      .init("sends one header of a megabyte", .failed("not a valid HTTP")) { scene in
        scene.connection.write("HTTP/1.1 200 OK\r\nX: ")
        scene.connection.write([UInt8](repeating: 0x61, count: 1 << 20))
        scene.connection.waitUntilClientLeaves()
      }.with { $0.peakMegabytes = 160 },
      .init("never stops sending headers", .failed("not a valid HTTP")) { scene in
        scene.connection.write("HTTP/1.1 200 OK\r\n")
        scene.untilClientLeaves { scene.connection.write("X-More: yes\r\n") }
      }.with { $0.peakMegabytes = 160 },
      .init("sends a header without a colon", .failed("not a valid HTTP")) { scene in
        scene.connection.write("HTTP/1.1 200 OK\r\nnonsense\r\n\r\n" + greeting.asEvents)
        scene.connection.waitUntilClientLeaves()
      },
      .init("sends NUL in a header", .failed("not a valid HTTP")) { scene in
        scene.connection.write("HTTP/1.1 200 OK\r\nX: a\u{0}b\r\n\r\n" + greeting.asEvents)
        scene.connection.waitUntilClientLeaves()
      },
      .init("speaks another protocol", .failed("not a valid HTTP")) { scene in
        scene.connection.write("SSH-2.0-OpenSSH_9.2\r\n")
        scene.connection.waitUntilClientLeaves()
      },
      .init("speaks HTTP/0.9", .failed("not a valid HTTP")) { scene in
        scene.connection.write(greeting.asEvents)
        scene.connection.close()
      },
      .init("sends a status of four digits", .failed("not a valid HTTP")) { scene in
        scene.connection.write("HTTP/1.1 2000 OK\r\n\r\n")
        scene.connection.waitUntilClientLeaves()
      },
      .init("answers 204 No Content", .failed("empty")) { scene in
        scene.connection.write("HTTP/1.1 204 No Content\r\n\r\n")
      },
      .init("answers 304 Not Modified", .failed("HTTP 304")) { scene in
        scene.connection.write("HTTP/1.1 304 Not Modified\r\n\r\n")
      },
      .init("sends the answer twice", .complete("你好!")) { scene in
        scene.stream(greeting)
        scene.stream(greeting)
        scene.connection.close()
      },
    ]
  }
#endif
