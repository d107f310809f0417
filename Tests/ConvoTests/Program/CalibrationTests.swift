#if Networking
  import ChatCompletions
  import ChatTestSupport
  import ChatTokens
  import Testing

  @testable import ChatStore
  @testable import convo

  @Suite("A model that is not known is counted ever better by what its endpoint reports")
  struct CalibrationTests {
    /// An endpoint that counts as Qwen does, in a template of its own, and reports it.
    private static func endpoint(lying: Int? = nil) throws -> LoopbackServer {
      try LoopbackServer { connection in
        while let request = connection.readRequest() {
          let messages = (try? JSONValue(parsing: request.body))?["messages"]?.arrayValue ?? []
          let tokenizer = BytePairTokenizer(.qwen)
          let tokens = messages.reduce(21) { sum, message in
            sum + 5 + (tokenizer?.count(message["content"]?.stringValue ?? "").expected ?? 0)
          }
          connection.writeEvents([
            #"{"choices":[{"delta":{"content":"\#(Self.answer)"},"finish_reason":"stop"}]}"#,
            #"{"choices":[],"usage":{"prompt_tokens":\#(lying ?? tokens),"completion_tokens":9}}"#,
          ])
        }
      }
    }

    private static let answer =
      "我们用向量数据库保存聊天记录，这样就可以按照含义来查找。 A vector store finds what means the same."

    private func configure(_ convo: ConvoProgram, _ url: String, _ more: String = "") throws {
      try convo.configure(
        """
        provider = "lab"
        [providers.lab]
        base_url = "\(url)"
        model = "mystery"
        context = 8000
        key_env = []
        \(more)
        """)
    }

    /// What the last request was expected to have and had at most, by what was known before it, and what was
    /// reported.
    private func lastTurn(_ path: String) throws -> (expected: Int, reported: Int) {
      let store = try ChatStore.open(path: path)
      return try store.database.read { connection in
        try connection.first(
          "SELECT prompt_estimated, prompt_reported FROM turn ORDER BY id DESC LIMIT 1"
        ) { (expected: try $0.count(0), reported: try $0.count(1)) }
      } ?? (0, 0)
    }

    @Test(
      "After five turns the number that is expected is within 3 %, and none had more than was allowed for"
    )
    func converges() async throws {
      let server = try Self.endpoint()
      defer { server.stop() }
      try await withConvo { convo in
        try configure(convo, server.baseURL)
        let prompts = [
          "怎样给一个用 Swift 写的命令行工具加上全文检索？", "请举一个例子，用中文说明。",
          "What about tokenizers for Chinese words of two characters?",
          "那么，如果消息有一百万条，还会很快吗？请说说索引的大小。",
          "Write it as a function: func search(_ words: [String]) -> [Message] { … }",
          "谢谢！最后总结一下要点。", "One more thing: how is it tested?",
        ]
        for (index, prompt) in prompts.enumerated() {
          let arguments = index == 0 ? ["new", prompt] : ["continue", prompt]
          let before = try await convo.run(
            index == 0 ? ["tokens", "x"] : ["context", "--json", prompt])
          #expect(try await convo.run(arguments).code == 0)
          let (expected, reported) = try lastTurn(convo.store)
          guard index > 0 else { continue }
          let line = try JSONValue(
            parsing: Array(
              before.output.split(separator: "\n").last.map(String.init)?.utf8 ?? "".utf8))
          #expect(line["calibrated_by"]?.intValue == index)
          #expect(try #require(line["tokens"]?.intValue) >= reported)
          #expect(line["expected_tokens"]?.intValue == expected)
          if index >= 5 {
            #expect(abs(expected - reported) * 100 <= reported * 3, "\(expected) for \(reported)")
          }
        }
        let shown = try await convo.run("context", "x")
        #expect(shown.output.contains("calibrated by 7 replies, lately "))
        // An old turn is counted as things are counted now, and its numbers add up.
        let old = try await convo.run("context", "--turn", "@~4", "--json")
        let lines = try old.output.split(separator: "\n").map {
          try JSONValue(parsing: Array($0.utf8))
        }
        let sum = lines.dropLast().compactMap { $0["tokens"]?.intValue }.reduce(0, +)
        let whole = try #require(lines.last)
        #expect(whole["tokens"]?.intValue == sum + (whole["overhead"]?.intValue ?? 0))
        #expect(try #require(whole["overhead"]?.intValue) > 0)
        #expect(whole["calibrated_by"]?.intValue == 7)
        #expect(whole["identical"]?.boolValue == true)
      }
    }

    @Test("An endpoint that reports nonsense teaches nothing", arguments: [0, 1, 1_000_000_000])
    func nonsense(tokens: Int) async throws {
      let server = try Self.endpoint(lying: tokens)
      defer { server.stop() }
      try await withConvo { convo in
        try configure(convo, server.baseURL)
        let store = try ChatStore.open(path: convo.store)
        let limit = LearnedLimit(tokens: 7000, includesReply: true, assumed: 8000)
        try store.learn(limit, of: "mystery", at: "lab")
        #expect(
          try await convo.run("new", "\(Self.answer) \(Self.answer) \(Self.answer)").code == 0)
        let shown = try await convo.run("context", "--json", "x")
        #expect(!shown.output.contains("calibrated_by"))
        #expect(try store.learnedLimit(of: "mystery", at: "lab") == limit)
      }
    }

    @Test("A text that is attached is learned from, an image is not")
    func attachments() async throws {
      let server = try Self.endpoint(lying: 120)
      defer { server.stop() }
      try await withConvo { convo in
        try configure(convo, server.baseURL)
        let image = convo.home + "/dot.gif"
        try ConfigurationFile.write("GIF89a\u{1}\0\u{1}\0\0\0\0;", to: image)
        #expect(try await convo.run("new", "--attach", image, Self.answer).code == 0)
        var shown = try await convo.run("context", "--json", "x")
        #expect(!shown.output.contains("calibrated_by"))
        let text = convo.home + "/note.txt"
        try ConfigurationFile.write("\(Self.answer) \(Self.answer)", to: text)
        #expect(try await convo.run("new", "--attach", text, Self.answer).code == 0)
        shown = try await convo.run("context", "--json", "x")
        #expect(shown.output.contains(#""calibrated_by":1"#))
      }
    }

    @Test("A configuration can switch it off")
    func switchedOff() async throws {
      let server = try Self.endpoint()
      defer { server.stop() }
      try await withConvo { convo in
        try configure(convo, server.baseURL, "calibrate = false")
        #expect(
          try await convo.run("new", "\(Self.answer) \(Self.answer) \(Self.answer)").code == 0)
        let shown = try await convo.run("context", "--json", "x")
        #expect(!shown.output.contains("calibrated_by"))
      }
    }

    @Test("A limit that was learned is forgotten when the endpoint takes more")
    func forgets() async throws {
      let server = try Self.endpoint()
      defer { server.stop() }
      try await withConvo { convo in
        try configure(convo, server.baseURL)
        let store = try ChatStore.open(path: convo.store)
        try store.learn(
          LearnedLimit(tokens: 40, includesReply: false, assumed: 8000), of: "mystery", at: "lab")
        let prompt = String(repeating: "A long prompt that needs its room. ", count: 10)
        #expect(try await convo.run("new", prompt).code == 65)
        #expect(try await convo.run("new", "--budget", "4000", prompt).code == 0)
        #expect(try store.learnedLimit(of: "mystery", at: "lab") == nil)
        #expect(try await convo.run("new", prompt).code == 0)
      }
    }
  }
#endif
