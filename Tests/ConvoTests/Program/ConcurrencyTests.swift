#if Networking
  import ChatStore
  import ChatTestSupport
  import Testing

  @Suite("Processes that continue the same branch at once lose nothing")
  struct ConcurrencyTests {
    @Test("Eight processes, fifty times each, with identical prompts: 400 prompts and 400 replies")
    func eightProcesses() async throws {
      let server = try LoopbackServer.sse([
        #"{"choices":[{"index":0,"delta":{"content":"the same reply"},"finish_reason":"stop"}]}"#,
        "[DONE]",
      ])
      defer { server.stop() }
      try await withConvo(environment: ["OPENAI_BASE_URL": server.baseURL]) { convo in
        #expect(try await convo.run("new", "-m", "m", "--title", "race", "begin").code == 0)
        let store = try ChatStore.open(path: convo.store)
        let id = try #require(try store.conversations(limit: 1).first).id
        let failures = await withTaskGroup(of: [String].self) { group in
          for _ in 0..<8 {
            group.addTask {
              var failures: [String] = []
              for _ in 0..<50 {
                let result = try? await convo.run(
                  "continue", "-m", "m", "--ref", "\(id):main", "the same prompt")
                let isFine = result?.code == 0 && result?.output == "the same reply"
                if !isFine { failures.append("\(result.map { "\($0)" } ?? "did not start")") }
              }
              return failures
            }
          }
          return await group.reduce(into: []) { $0 += $1 }
        }
        #expect(failures.isEmpty, "\(failures.prefix(3))")

        let conversation = try #require(try store.conversation(id))
        let outline = try store.outline(of: conversation)
        #expect(outline.count { $0.role == .user && $0.beginning == "the same prompt" } == 400)
        let replies = outline.filter { $0.beginning == "the same reply" }
        #expect(replies.count == 401)
        #expect(replies.allSatisfy { $0.status == .complete })
        #expect(try store.turns(of: conversation).count == 401)
        // Every reply stands under a prompt of its own, and every leaf has a branch.
        #expect(Set(replies.map(\.parentKey)).count == 401)
        let inner = Set(outline.compactMap(\.parentKey))
        let heads = Set(try store.branches(of: conversation).compactMap(\.headKey))
        #expect(outline.allSatisfy { inner.contains($0.key) || heads.contains($0.key) })
        let examination = try store.examine()
        #expect(examination.isClean, "\(examination.findings)")
        #expect(examination.recovered == 0)
      }
    }
  }
#endif
