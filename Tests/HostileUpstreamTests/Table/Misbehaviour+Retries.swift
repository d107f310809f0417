#if Networking
  import ChatCompletions
  import ChatTestSupport
  import Testing

  extension Misbehaviour {
    /// What is sent again, when, and what never is.
    static let retries: [Misbehaviour] =
      [408, 409, 429, 500, 502, 503, 504, 529].map { status in
        retried("answers \(status) once", after: .milliseconds(500)) { scene in
          scene.connection.write(.json(#"{"error":"later"}"#, status: status))
        }
      }
      + [400, 401, 402, 403, 404, 405, 413, 422].map { status in
        refused("answers \(status) for good", "HTTP \(status)", requests: 1) { scene in
          scene.connection.write(.json(#"{"error":"no"}"#, status: status))
        }
      } + [
        header("asks for two seconds", "Retry-After: 2", .seconds(2)),
        header("asks for a second and a half", "Retry-After: 1.5", .milliseconds(1500)),
        header("asks for milliseconds", "Retry-After-Ms: 1250", .milliseconds(1250)),
        header(
          "asks for milliseconds first", "Retry-After: 9\r\nretry-after-ms: 700", .milliseconds(700)
        ),
        header(
          "asks to wait until a date", "Retry-After: Sun, 06 Nov 1994 08:49:40 GMT", .seconds(3)),
        header(
          "asks to wait until a date by its own clock",
          "Date: Sun, 06 Nov 2044 08:49:37 GMT\r\nRetry-After: Sun, 06 Nov 2044 08:49:41 GMT",
          .seconds(4)),
        header("asks to wait until long ago", "Retry-After: Sun, 06 Nov 1994 08:00:00 GMT", .zero),
        header("asks for a negative delay", "Retry-After: -5", .milliseconds(500)),
        header("asks for a delay that is no number", "Retry-After: NaN", .milliseconds(500)),
        header("asks for a delay in words", "Retry-After: soon", .milliseconds(500)),
        header("asks for no delay", "Retry-After: 0", .zero),
        refused("asks for an hour", "HTTP 429", requests: 1) { scene in
          scene.refuse(429, "Retry-After: 3600")
        },
        refused("asks for eternity", "HTTP 429", requests: 1) { scene in
          scene.refuse(429, "Retry-After: 1e300")
        },
        refused("forbids another attempt", "HTTP 503", requests: 1) { scene in
          scene.refuse(503, "x-should-retry: false")
        },
        retried("asks for another attempt at what is refused", after: .milliseconds(500)) { scene in
          scene.refuse(400, "X-Should-Retry: TRUE")
        },
        refused("never recovers", "HTTP 503", requests: 3) { scene in scene.refuse(503, "X: y") },
        retried("closes the first connection", after: .milliseconds(500)) { scene in
          scene.connection.close()
        },
        retried("resets the first connection", after: .milliseconds(500)) { scene in
          scene.connection.reset()
        },
        retried("breaks off between head and body", after: .milliseconds(500)) { scene in
          scene.openChunked()
          scene.connection.close()
        },
        refused("speaks no HTTP", "not a valid HTTP", requests: 1) { scene in
          scene.connection.write("hello\r\n\r\n")
          scene.connection.waitUntilClientLeaves()
        },
        refused("reports an error under 200", "overloaded", requests: 1) { scene in
          scene.stream([#"{"error":{"message":"overloaded"}}"#])
        },
        Misbehaviour(
          "breaks off after the first byte, and is not asked again", .failed("broke off")
        ) {
          scene in
          scene.openChunked(": a\n\n")
          scene.connection.close()
        }.retrying,
        Misbehaviour("breaks off after the first word, and is not asked again", .partial("a")) {
          scene in
          scene.openChunked([Chunk.text("a")].asEvents)
          scene.connection.close()
        }.retrying,
      ]

    private static func header(_ name: String, _ lines: String, _ delay: Duration) -> Misbehaviour {
      retried(name, after: delay) { scene in scene.refuse(429, lines) }
    }

    /// One that goes wrong once and is well the second time.
    private static func retried(
      _ name: String, after delay: Duration, first: @escaping Script
    ) -> Misbehaviour {
      Misbehaviour(
        name + ", and is asked again",
        .complete("你好!").after(requests: 2).and { report in
          #expect(report.delays == [delay])
          #expect(report.requests[0].body == report.requests[1].body)
        }
      ) { scene in
        if scene.number == 1 { first(scene) } else { scene.stream(greeting) }
      }.retrying
    }

    /// One that goes wrong every time.
    private static func refused(
      _ name: String, _ words: String, requests: Int, script: @escaping Script
    ) -> Misbehaviour {
      Misbehaviour(
        name + (requests == 1 ? ", and is not asked again" : ""),
        .failed(words).after(requests: requests), script: script
      ).retrying
    }

    private var retrying: Misbehaviour {
      with {
        $0.retry = RetryPolicy()
        $0.time = .withoutDelays
      }
    }
  }

  extension Scene {
    /// Refuses a request with these header lines.
    fileprivate func refuse(_ status: Int, _ lines: String) {
      connection.write("HTTP/1.1 \(status) No\r\n\(lines)\r\nContent-Length: 2\r\n\r\nno")
    }
  }
#endif
