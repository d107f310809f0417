#if Networking
  import ChatCompletions
  import ChatStore
  import ChatTestSupport
  import Glibc
  import Testing

  @testable import convo

  @Suite("Files go with a prompt, exactly, and whatever cannot go changes nothing")
  struct AttachmentTests {
    private static let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    private static let imagePart: JSONValue = [
      "type": "image_url", "image_url": ["url": "data:image/png;base64,iVBORw0KGgo="],
    ]

    private func withEndpoint(
      replies: Int = 1, _ body: (ConvoProgram, LoopbackServer) async throws -> Void
    ) async throws {
      let reply = LoopbackResponse.json(SeedExchange.plain.response)
      let server = try LoopbackServer.replaying(Array(repeating: reply, count: replies))
      defer { server.stop() }
      try await withConvo(
        environment: ["OPENAI_BASE_URL": server.baseURL, "CONVO_MODEL": "m"]
      ) { convo in
        try write("hello\n", "notes.md", convo)
        try write(Self.png, "photo.txt", convo)
        try await body(convo, server)
      }
    }

    private func write(_ text: String, _ name: String, _ convo: ConvoProgram) throws {
      try write(Array(text.utf8), name, convo)
    }

    private func write(_ bytes: [UInt8], _ name: String, _ convo: ConvoProgram) throws {
      let descriptor = open(convo.home + "/" + name, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
      defer { close(descriptor) }
      try InputBytes.write(bytes, to: descriptor)
    }

    /// The contents of the user's messages in a request.
    private func contents(_ request: LoopbackRequest?) throws -> [JSONValue?] {
      let body = try JSONValue(parsing: try #require(request).body)
      return try #require(body["messages"]?.arrayValue)
        .filter { $0["role"] == "user" }.map { $0["content"] }
    }

    @Test("A text is inlined under its name, an image is data, and both are sent again later")
    func sent() async throws {
      try await withEndpoint(replies: 3) { convo, server in
        let file = "<file name=\"notes.md\">\nhello\n</file>"
        let first = try await convo.run(
          "new", "--no-stream", "--attach", convo.home + "/notes.md", "--attach",
          convo.home + "/photo.txt", "What is that?")
        #expect(first.code == 0)
        let parts: JSONValue = [
          ["type": "text", "text": .string(file)], Self.imagePart,
          ["type": "text", "text": "What is that?"],
        ]
        #expect(try contents(server.requests.last) == [parts])
        _ = try await convo.run(
          "continue", "--no-stream", "--attach", convo.home + "/notes.md", "And?")
        #expect(try contents(server.requests.last) == [parts, .string(file + "\n\nAnd?")])
        // The files are not read again.
        remove(convo.home + "/notes.md")
        _ = try await convo.run("retry")
        #expect(try contents(server.requests.last) == [parts, .string(file + "\n\nAnd?")])
      }
    }

    @Test("show prints name, type and size; --json has the digest too; no words are needed")
    func shown() async throws {
      try await withEndpoint { convo, server in
        let result = try await convo.run(
          "new", "--no-send", "--json", "--attach", convo.home + "/notes.md")
        #expect(result.code == 0 && server.connectionCount == 0)
        let attachments: JSONValue = [
          [
            "name": "notes.md", "media_type": "text/plain",
            "sha256": "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03",
            "bytes": .number("6"),
          ]
        ]
        #expect(try JSONValue(parsing: result.output)["attachments"] == attachments)
        let json = try await convo.run("show", "--json").output
        #expect(try JSONValue(parsing: json)["attachments"] == attachments)
        let shown = try await convo.run("show").output
        #expect(shown.contains("[attached: notes.md, text/plain, 6 bytes]\n"))
        #expect(try await convo.run("list").output.contains("notes.md"))
      }
    }

    @Test("edit keeps the attachments, but for those that it is told to leave out")
    func edit() async throws {
      try await withEndpoint(replies: 4) { convo, server in
        let file = "<file name=\"notes.md\">\nhello\n</file>"
        _ = try await convo.run(
          "new", "--no-stream", "--attach", convo.home + "/notes.md", "one")
        _ = try await convo.run("edit", "--no-stream", "@~1", "two")
        #expect(try contents(server.requests.last) == [.string(file + "\n\ntwo")])
        _ = try await convo.run(
          "edit", "--no-stream", "@~1", "--detach", "notes.md", "--attach",
          convo.home + "/photo.txt")
        #expect(
          try contents(server.requests.last) == [
            [Self.imagePart, ["type": "text", "text": "two"]]
          ])
        let missing = try await convo.run("edit", "@~1", "--detach", "notes.md", "three")
        #expect(missing.code == 66 && missing.errors.contains("no attachment of that name"))
        let same = try await convo.run(
          "edit", "@~1", "--detach", "photo.txt", "--attach", convo.home + "/photo.txt")
        #expect(same.code == 64 && same.errors.contains("same as before"))
        let reply = try await convo.run("edit", "@", "--attach", convo.home + "/notes.md", "x")
        #expect(reply.code == 64 && reply.errors.contains("not a prompt of yours"))
        #expect(server.requests.count == 3)
      }
    }

    @Test("branch takes attachments along with its prompt")
    func branch() async throws {
      try await withEndpoint(replies: 2) { convo, server in
        _ = try await convo.run("new", "--no-stream", "one")
        let result = try await convo.run(
          "branch", "--no-stream", "@", "--attach", convo.home + "/photo.txt", "two")
        #expect(result.code == 0)
        #expect(
          try contents(server.requests.last) == [
            "one", [Self.imagePart, ["type": "text", "text": "two"]],
          ])
      }
    }

    @Test(
      "What cannot be attached is said in one sentence, and nothing is stored or sent",
      arguments: [
        ("missing.md", 66, "there is no such file"), ("folder", 65, "it is a folder"),
        ("empty", 65, "it is empty"), ("pipe", 65, "it is a pipe"),
        ("paper.pdf", 65, "it is a PDF"), ("latin1", 65, "nor text in UTF-8"),
        ("large", 65, "larger than 100 MiB"), ("link", 66, "there is no such file"),
        ("notes.md/x", 66, "there is no such file"), ("/dev/null", 65, "a device"),
      ])
    func refused(name: String, code: Int32, words: String) async throws {
      try await withEndpoint { convo, server in
        mkdir(convo.home + "/folder", 0o700)
        try write("", "empty", convo)
        mkfifo(convo.home + "/pipe", 0o600)
        try write("%PDF-1.7\n", "paper.pdf", convo)
        try write([0x63, 0x61, 0x66, 0xE9], "latin1", convo)
        try write("", "large", convo)
        truncate(convo.home + "/large", off_t(ChatStore.attachmentLimit + 1))
        symlink("nowhere", convo.home + "/link")
        let path = name.hasPrefix("/") ? name : convo.home + "/" + name
        let result = try await convo.run(
          "new", "--attach", convo.home + "/notes.md", "--attach", path, "hello")
        #expect(result.code == code)
        #expect(result.errors.contains("\(path) cannot be attached"))
        #expect(result.errors.contains(words))
        #expect(result.errors.split(separator: "\n").count == 1)
        #expect(access(convo.store, F_OK) != 0)
        #expect(server.connectionCount == 0)
      }
    }

    @Test("A text that does not fit is refused before anything is stored")
    func tooLong() async throws {
      try await withEndpoint { convo, server in
        try write(String(repeating: "word ", count: 400_000), "book.txt", convo)
        let result = try await convo.run("new", "--attach", convo.home + "/book.txt", "Sum it up.")
        #expect(result.code == 65 && result.errors.contains("Nothing was sent"))
        let store = try ChatStore.open(path: convo.store)
        #expect(try store.conversations(limit: 1).isEmpty)
        #expect(server.connectionCount == 0)
      }
    }

    @Test("Standard input is the prompt, and is not attached")
    func standardInput() async throws {
      try await withEndpoint { convo, server in
        let refused = try await convo.run("new", "--attach", "-", input: "x")
        #expect(refused.code == 64 && refused.errors.contains("standard input"))
        let result = try await convo.run(
          "new", "--no-stream", "--attach", convo.home + "/notes.md", "Compare.", input: "diff")
        #expect(result.code == 0)
        #expect(
          try contents(server.requests.last) == [
            "<file name=\"notes.md\">\nhello\n</file>\n\nCompare.\n\ndiff"
          ])
      }
    }
  }
#endif
