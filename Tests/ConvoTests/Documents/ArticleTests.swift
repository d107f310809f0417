import ChatTestSupport
import Testing

@Suite("The libraries' articles show programs that were compiled and run")
struct ArticleTests {
  /// The page that shows a program, and the file that is compiled.
  private static let programs = [
    (
      article: "Sources/ChatStore/Documentation.docc/KeepingConversations.md",
      source: "Examples/Branching/main.swift"
    ),
    (
      article: "Sources/ChatCompletions/Documentation.docc/StreamingAReply.md",
      source: "Examples/Streaming/main.swift"
    ),
    (article: "README.md", source: "Examples/Branching/main.swift"),
  ]

  @Test("A page shows the file that is compiled, line for line", arguments: programs)
  func source(article: String, source: String) throws {
    var lines = try Document(source).lines
    while lines.last?.isEmpty == true { lines.removeLast() }
    if lines.first == "#if Networking", lines.last == "#endif" {
      // Without the network there is no program; a reader has it.
      lines = lines.dropFirst().dropLast().map { String($0.dropFirst($0.isEmpty ? 0 : 2)) }
    }
    #expect(try Document(article).blocks.first { $0.language == "swift" }?.lines == lines)
  }

  @Test("The program that branches prints what its article says")
  func branching() async throws {
    let article = try Document(Self.programs[0].article)
    let output = try #require(article.blocks.first { $0.language.isEmpty })
    try await withConvo { convo in
      let first = try await convo.run(program: "BranchingExample", [convo.home + "/history.db"])
      #expect(first.output == output.text + "\n")
      #expect(first.code == 0)
    }
  }

  #if Networking
    @Test("The program that streams prints the reply byte for byte, and says when it is not whole")
    func streaming() async throws {
      let pieces = ["你好", "，e\u{301} ", "👩‍👩‍👧 and ", "\r\n", "the end"]
      let chunks = pieces.map { #"{"choices":[{"index":0,"delta":{"content":"\#($0)"}}]}"# }
        .map { $0.replacing("\r\n", with: #"\r\n"#) }
      let end = #"{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"#
      let whole = try LoopbackServer.sse(chunks + [end, "[DONE]"])
      defer { whole.stop() }
      let broken = try LoopbackServer.sse(chunks)
      defer { broken.stop() }
      try await withConvo(environment: ["OPENAI_API_KEY": "sk-article"]) { convo in
        let text = pieces.joined()
        let all = try await convo.run(program: "StreamingExample", [whole.baseURL, "m", "你好"])
        #expect(all.output.utf8.elementsEqual((text + "\n").utf8))
        #expect(all.code == 0)
        #expect(whole.requests.first?.header("Authorization") == "Bearer sk-article")
        let half = try await convo.run(program: "StreamingExample", [broken.baseURL, "m", "你好"])
        #expect(half.output.hasPrefix(text + "\nNot whole: "))
      }
    }
  #endif
}

extension ConvoProgram {
  /// Runs another program of the package to its end.
  fileprivate func run(program: String, _ arguments: [String]) async throws -> Result {
    let files = try ProcessFiles(folder: home, input: "")
    defer { files.remove() }
    let folder = Self.executable.dropLast("/convo".count)
    let process = try start(executable: "\(folder)/\(program)", [program] + arguments, files: files)
    let code = await process.end()
    return Result(output: files.read("out"), errors: files.read("err"), code: code)
  }
}
