#if Networking
  import ChatStore
  import ChatTestSupport
  import Glibc
  import Testing

  @Suite("What a model wrote cannot harm a terminal, and is kept as it is")
  struct TerminalSafetyTests {
    /// Sets the title, clears the screen, writes to the clipboard, links, and turns text around.
    private static let hostile =
      "a\u{1B}]0;owned\u{7}b\u{1B}[2Jc\u{1B}]52;c;aGFjaw==\u{7}d\u{1B}]8;;http://x\u{1B}\\e\u{9B}31m"
      + "f\u{202E}gnp.exe\u{202C}g\rh\u{8}i\u{85}j"

    private func withHostileEndpoint(_ body: (ConvoProgram) async throws -> Void) async throws {
      let escaped = Self.hostile.unicodeScalars.map { scalar in
        scalar.value < 0x20 || scalar.value > 0x7e || scalar == "\\"
          ? "\\u" + String(String(scalar.value + 0x10000, radix: 16).suffix(4)) : String(scalar)
      }.joined()
      let server = try LoopbackServer.sse([
        #"{"choices":[{"index":0,"delta":{"content":"\#(escaped)"},"finish_reason":"stop"}]}"#,
        "[DONE]",
      ])
      defer { server.stop() }
      try await withConvo(
        environment: ["OPENAI_BASE_URL": server.baseURL, "CONVO_MODEL": "m", "NO_COLOR": "1"], body)
    }

    private func harmful(_ text: String) -> [Unicode.Scalar] {
      text.unicodeScalars.filter { scalar in
        switch scalar.value {
        case 0x0A, 0x09: false
        case 0..<0x20, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
      }
    }

    @Test("On a terminal every control character of a reply is shown instead of obeyed")
    func terminal() async throws {
      try await withHostileEndpoint { convo in
        // Each run has a terminal of its own, so none has a current conversation: "x" is the title.
        for arguments in [
          ["new", "x"], ["show", "x"], ["tree", "x"], ["search", "owned"], ["list"],
        ] {
          let screen = try await PseudoTerminal.run(convo, arguments)
          // The terminal itself turns line ends into carriage return and line feed.
          let text = screen.replacing("\r\n", with: "\n")
          #expect(harmful(text).isEmpty, "\(arguments): \(text.debugDescription)")
        }
        #expect(try await PseudoTerminal.run(convo, ["show", "x"]).contains("␛]0;owned␇"))
      }
    }

    @Test("A pipe and the store have the exact bytes")
    func pipe() async throws {
      try await withHostileEndpoint { convo in
        #expect(try await convo.run("new", "x").output.utf8.elementsEqual(Self.hostile.utf8))
        let store = try ChatStore.open(path: convo.store)
        let conversation = try #require(try store.conversations(limit: 1).first)
        let head = try #require(try store.head(of: store.activeBranch(of: conversation)))
        #expect(head.text.utf8.elementsEqual(Self.hostile.utf8))
      }
    }
  }
#endif
