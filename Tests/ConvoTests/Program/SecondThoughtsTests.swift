#if Networking
  import ChatStore
  import ChatTestSupport
  import Glibc
  import Testing

  @Suite("Second thoughts at the command line")
  struct SecondThoughtsTests {
    private static func server() throws -> LoopbackServer {
      try LoopbackServer.sse([
        #"{"choices":[{"index":0,"delta":{"content":"reply"},"finish_reason":"stop"}]}"#, "[DONE]",
      ])
    }

    /// A conversation of two exchanges, "one" and "two".
    private func withExchanges(_ body: (ConvoProgram, ChatStore) async throws -> Void) async throws
    {
      let server = try Self.server()
      defer { server.stop() }
      try await withConvo(
        environment: ["OPENAI_BASE_URL": server.baseURL, "CONVO_MODEL": "m"]
      ) { convo in
        #expect(try await convo.run("new", "--title", "talk", "one").code == 0)
        #expect(try await convo.run("continue", "two").code == 0)
        try await body(convo, ChatStore.open(path: convo.store))
      }
    }

    private func path(_ store: ChatStore) throws -> [Message] {
      let conversation = try #require(try store.conversations(limit: 1).first)
      let head = try #require(try store.head(of: store.activeBranch(of: conversation)))
      return try store.path(to: head)
    }

    @Test("edit keeps the old message as a sibling, and the branch moves to the new one's reply")
    func edit() async throws {
      try await withExchanges { convo, store in
        let before = try path(store)
        #expect(try await convo.run("edit", "@~1", "two, better").output == "reply")
        let after = try path(store)
        #expect(after.map(\.text) == ["one", "reply", "two, better", "reply"])
        #expect(after[2].parentKey == before[2].parentKey)
        #expect(try store.message(before[2].id)?.text == "two")
        #expect(try store.message(before[3].id)?.text == "reply")
        #expect(try await convo.run("undo").code == 0)
        #expect(try path(store).map(\.id) == before.map(\.id))
      }
    }

    @Test("edit of a reply stores other words and sends nothing")
    func editReply() async throws {
      try await withExchanges { convo, store in
        let result = try await convo.run("edit", "@", "what it should have said")
        #expect(result.code == 0 && result.output.isEmpty)
        #expect(try path(store).last?.text == "what it should have said")
      }
    }

    @Test("A megabyte of new text, and control characters, are kept as they are")
    func longEdit() async throws {
      try await withExchanges { convo, store in
        let text = String(repeating: "ctl\u{1B}[31m\u{7}字", count: 90_000)
        #expect(try await convo.run("edit", "@", input: text).code == 0)
        let kept = try #require(try path(store).last)
        #expect(kept.text.utf8.elementsEqual(text.utf8))
      }
    }

    @Test(
      "A reply is asked of the same model again, whether it or its prompt is named, and after an undo"
    )
    func sameModel() async throws {
      let server = try Self.server()
      defer { server.stop() }
      try await withConvo(environment: ["OPENAI_BASE_URL": server.baseURL]) { convo in
        for (arguments, model) in [
          (["new", "-m", "first", "one"], "first"),
          (["continue", "-m", "second", "two"], "second"),
          (["retry", "@"], "second"), (["retry", "@~1"], "second"),
          (["retry", "-m", "third"], "third"), (["undo"], "third"),
          (["continue", "three"], "second"),
        ] {
          let result = try await convo.run(arguments)
          #expect(result.code == 0, "\(arguments): \(result.errors)")
          let body = String(decoding: server.requests.last?.body ?? [], as: UTF8.self)
          #expect(body.contains(#""model":"\#(model)""#), "\(arguments): \(body)")
        }
      }
    }

    @Test("retry makes siblings, and the branch ends at the last")
    func retry() async throws {
      try await withExchanges { convo, store in
        let before = try path(store)
        #expect(try await convo.run("retry", "-n", "2").output == "reply\n\nreply")
        let after = try path(store)
        let conversation = try #require(try store.conversations(limit: 1).first)
        let siblings = try store.outline(of: conversation)
          .filter { $0.parentKey == before[2].key }
        #expect(siblings.count == 3)
        #expect(after[2].id == before[2].id)
        #expect(after[3].key == siblings.map(\.key).max())
        let lines = try await convo.run("retry", "--json").output.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines.first?.hasPrefix(#"{"type":"delta""#) == true)
        #expect(lines.last?.hasPrefix(#"{"type":"message""#) == true)
      }
    }

    @Test("What is only stored, and a failed second try, say in JSON where they stand")
    func places() async throws {
      try await withExchanges { convo, store in
        let conversation = try #require(try store.conversations(limit: 1).first)
        let place = #""conversation_id":"\#(conversation.id)","branch":"main""#
        let stored = try await convo.run("continue", "--no-send", "--json", "three")
        #expect(stored.output.contains(place))
        let prompt = try #require(try path(store).last)
        let failed = try await convo.run(
          "retry", "--json", "--base-url", "http://127.0.0.1:9/v1")
        #expect(failed.code == 69)
        #expect(failed.output.hasPrefix(#"{"type":"error""#))
        #expect(failed.output.contains(place + #","prompt_id":"\#(prompt.id)""#))
      }
    }

    @Test("A deleted root says where the branches end, and the trash lists what lies in it")
    func trash() async throws {
      try await withConvo { convo in
        #expect(try await convo.run("new", "--title", "talk", "--no-send", "one").code == 0)
        let store = try ChatStore.open(path: convo.store)
        let root = try #require(try path(store).first)
        #expect(try await convo.run("edit", "--no-send", "@", "one, better").code == 0)
        #expect(try await convo.run("branch", "--name", "side", "--no-send", "more").code == 0)
        #expect(try await convo.run("switch", "main").code == 0)
        let deleted = try await convo.run("delete", "@")
        #expect(deleted.errors.contains("branch main ends at \(root.id.shortID)\n"))
        #expect(try await convo.run("delete", ":side").code == 0)
        let lines = try await convo.run("list", "--trash").output.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines.first?.hasSuffix("branch side") == true)
        #expect(lines.last?.hasSuffix("one, better") == true)
        #expect(
          try await convo.run("list", "--trash", "-n1").output.split(separator: "\n").count == 1)
      }
    }

    @Test("Two processes that retry at once lose neither reply")
    func twoRetries() async throws {
      try await withExchanges { convo, store in
        async let first = convo.run("retry", "-n", "3", "talk")
        async let second = convo.run("retry", "-n", "3", "talk")
        let codes = try await [first.code, second.code]
        #expect(codes == [0, 0])
        let conversation = try #require(try store.conversations(limit: 1).first)
        #expect(try store.outline(of: conversation).count == 10)
        #expect(try store.examine().isClean)
      }
    }

    @Test(
      "What cannot be done says why in one sentence, with its exit code, and changes nothing",
      arguments: [
        (["edit", "nosuch", "x"], 66, "Nothing is called \"nosuch\"."),
        (
          ["edit", "better words"], 66,
          "Nothing is called \"better words\". A REF of the message comes first: "
            + "convo edit @~1 \"new text\"."
        ),
        (["edit", "@~9", "x"], 66, "~9 is past the root: only 3 messages are above."),
        (["edit", "talk", "x"], 64, "There is no message at talk; give a message's id, @ or @~1."),
        (["edit", "@", ""], 64, "There is no new text; give it after the REF."),
        (
          ["edit", "@", "reply"], 64,
          "The text is the same as before; for another reply: convo retry."
        ),
        (["retry", "nosuch"], 66, "Nothing is called \"nosuch\"."),
        (["pin", "nosuch"], 66, "Nothing is called \"nosuch\"."),
        (["archive", "talk", "nosuch"], 66, "Nothing is called \"nosuch\"."),
        (["delete", "talk", "nosuch"], 66, "Nothing is called \"nosuch\"."),
        (["delete", "talk:nosuch"], 66, "There is no branch \"nosuch\" in this conversation."),
        (
          ["delete", "talk:main"], 65,
          "The branch main is the only one of its conversation; delete the conversation instead."
        ),
        (["undo", "99"], 66, "There is no operation 99; convo undo --list --all shows them."),
        (["undo", "--redo"], 1, "There is nothing to do again in this terminal."),
        (["tag", "--list"], 1, "No conversation has a tag."),
        (["list", "--trash"], 1, "There are no such conversations."),
        (["list", "--tag", "none"], 1, "There are no such conversations."),
        (
          ["search", "--trash", "one"], 1,
          "Nothing was found in what was said; --scope all looks at tools and reasoning too."
        ),
        (
          ["tag", "a\u{1B}b"], 64,
          "\"a␛b\" cannot be a tag: a tag is not empty, has no control characters, and at most 200 "
            + "bytes."
        ),
      ] as [([String], Int32, String)])
    func refusals(_ arguments: [String], _ code: Int32, _ sentence: String) async throws {
      try await withExchanges { convo, store in
        let operations = try store.operations(limit: 100, all: true).count
        let result = try await convo.run(arguments)
        #expect(result.code == code)
        #expect(result.errors.split(separator: "\n").last.map(String.init) == "convo: " + sentence)
        #expect(result.output.isEmpty)
        #expect(try store.operations(limit: 100, all: true).count == operations)
        #expect(try path(store).count == 4)
      }
    }

    @Test("How much to undo is not asked for without a list", arguments: [["--all"], ["-n", "2"]])
    func undoMany(_ arguments: [String]) async throws {
      try await withExchanges { convo, store in
        let result = try await convo.run(["undo"] + arguments)
        #expect(result.code == 64)
        #expect(result.errors.contains("--all and -n go with --list; to undo more, undo again."))
        #expect(try store.operations(limit: 100, all: true).allSatisfy { $0.undoneAt == nil })
      }
    }

    @Test("Where there is no message to branch at, a prompt is refused instead of dropped")
    func branchAtNothing() async throws {
      try await withConvo { convo in
        #expect(try await convo.run("new", "--title", "talk", "--no-send", "one").code == 0)
        #expect(try await convo.run("delete", "@").code == 0)
        let result = try await convo.run("branch", "--no-send", "kept?")
        #expect(result.code == 65)
        #expect(
          result.errors
            == "convo: There is no message to branch at yet; convo continue says that on the branch as it is.\n"
        )
        let store = try ChatStore.open(path: convo.store)
        let conversation = try #require(try store.conversations(limit: 1).first)
        #expect(try store.branches(of: conversation).map(\.name) == ["main"])
      }
    }

    @Test("What is wrong with a file is said with its name as it is")
    func fileNames() async throws {
      try await withConvo(
        environment: ["OPENAI_BASE_URL": "http://127.0.0.1:1/v1", "CONVO_MODEL": "m"]
      ) { convo in
        let result = try await convo.run("new", "--tools", "nosuch", "one")
        #expect(result.errors.contains("convo: nosuch: "))
      }
    }

    @Test("tag, pin, prefer, archive and delete can be undone, and --list says what was done")
    func marks() async throws {
      try await withExchanges { convo, store in
        #expect(try await convo.run("tag", "a", "b").output == "a\nb\n")
        #expect(
          try await convo.run("tag", "--list", "--json").output
            == #"{"type":"tag","name":"a","conversations":1}"# + "\n"
            + #"{"type":"tag","name":"b","conversations":1}"# + "\n")
        for command in ["pin", "prefer", "archive"] {
          #expect(try await convo.run(command).code == 0)
          #expect(try await convo.run(command).errors.contains(" is already "))
        }
        let empty = try await convo.run("list")
        #expect(empty.code == 1)
        #expect(
          empty.errors
            == "convo: Every conversation is in the archive; convo list --archived shows them.\n")
        #expect(try await convo.run("list", "--archived", "--tag", "a").output.contains("talk"))
        #expect(try await convo.run("delete", "talk").code == 0)
        #expect(try await convo.run("list", "--trash").output.contains("talk"))
        #expect(try await convo.run("search", "--trash", "two").output.contains("two"))
        #expect(try await convo.run("search", "two").code == 1)
        let refused = try await convo.run("continue", "more")
        #expect(refused.code == 65)
        #expect(refused.errors.hasSuffix(" is in the trash; convo undo 7 brings it back.\n"))
        let kinds = try await convo.run("undo", "--list").output.split(separator: "\n").map {
          $0.split(separator: " ")[4]
        }
        #expect(kinds == ["delete", "archive", "prefer", "pin", "tag", "continue", "new"])
        for kind in kinds {
          let undone = try await convo.run("undo", "--json").output
          #expect(undone.contains("\"kind\":\"\(kind)\"") && undone.contains("\"undone_at\""))
        }
        #expect(try await convo.run("undo").code == 1)
        #expect(try await convo.run("list").code == 1)
        #expect(try store.examine().isClean)
      }
    }
  }
#endif
