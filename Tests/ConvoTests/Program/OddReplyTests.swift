#if Networking
  import ChatTestSupport
  import Testing

  @Suite("A reply that is not what a reader expects is said to be so")
  struct OddReplyTests {
    private func run(
      _ events: [String], _ arguments: String...
    ) async throws -> ConvoProgram.Result {
      let server = try LoopbackServer.sse(events)
      defer { server.stop() }
      return try await withConvo(
        environment: ["OPENAI_BASE_URL": server.baseURL, "CONVO_MODEL": "m"]
      ) { convo in
        #expect(try await convo.run("new", "--no-send", "prompt").code == 0)
        return try await convo.run(arguments)
      }
    }

    private static func end(_ reason: String, _ text: String) -> [String] {
      [
        #"{"choices":[{"index":0,"delta":{"content":"\#(text)"},"finish_reason":"\#(reason)"}]}"#,
        "[DONE]",
      ]
    }

    @Test(
      "A filter, a limit, nothing at all",
      arguments: [
        ("content_filter", "I was", "the endpoint's filter stopped the reply"),
        ("length", "I was", "the reply was cut off at the endpoint's limit of length"),
        ("stop", "", "the reply is empty; for another: convo retry"),
      ])
    func notices(reason: String, text: String, notice: String) async throws {
      let result = try await run(Self.end(reason, text), "continue")
      #expect(result.code == 0)
      #expect(result.errors.contains("convo: \(notice)\n"), "\(result.errors)")
    }

    @Test(
      "Where one of several replies is not whole, the others are not asked for, and that is said")
    func several() async throws {
      let events = [#"{"choices":[{"index":0,"delta":{"content":"half"}}]}"#]
      let result = try await run(events, "retry", "-n", "3")
      #expect(result.code == 75)
      #expect(result.errors.contains("This was reply 1 of 3; the others were not asked for."))
    }
  }
#endif
