import ChatStore
import ChatTestSupport
import Testing

@Suite("Nothing that is typed can be taken for something else")
struct ArgumentTests {
  private func withTwoConversations(
    _ body: (ConvoProgram, ChatStore) async throws -> Void
  ) async throws {
    try await withConvo { convo in
      #expect(try await convo.run("new", "--no-send", "Translate").code == 0)
      #expect(try await convo.run("new", "--no-send", "other talk").code == 0)
      try await body(convo, ChatStore.open(path: convo.store))
    }
  }

  @Test("A title at the beginning of a prompt is a word of the prompt")
  func titleIsNoReference() async throws {
    try await withTwoConversations { convo, store in
      let result = try await convo.run("continue", "--no-send", "Translate", "this")
      #expect(result.code == 0)
      let newest = try #require(try store.conversations(limit: 1).first)
      #expect(newest.title == "other talk")
      #expect(newest.messageCount == 2)
    }
  }

  @Test(
    "What looks like a REF and leads nowhere is not sent as a prompt",
    arguments: ["zzzz123", "zzz:main", "abc~2"])
  func mistyped(reference: String) async throws {
    try await withTwoConversations { convo, store in
      let result = try await convo.run("continue", "--no-send", reference, "hello")
      #expect(result.code == 66)
      #expect(try store.conversations(limit: 9).allSatisfy { $0.messageCount == 1 })
    }
  }

  @Test("A short id in front of a prompt asks for --ref, and is taken there")
  func shortID() async throws {
    try await withTwoConversations { convo, store in
      let target = try #require(try store.conversations(limit: 2).last)
      let short = String(target.id.shortID.full.prefix(7))
      #expect(try await convo.run("continue", "--no-send", short, "one").code == 0)
      #expect(try await convo.run("continue", "--no-send", "-r", short, "two").code == 0)
      #expect(try store.refreshed(target).messageCount == 3)
    }
  }

  @Test("A REF of a thousand suffixes names nothing and harms nothing")
  func endlessReference() async throws {
    try await withTwoConversations { convo, _ in
      let reference = "@" + String(repeating: "~0", count: 1000)
      let result = try await convo.run("show", reference)
      #expect(result.code == 66)
    }
  }

  @Test("An argument that is not UTF-8 is refused and not changed")
  func notUTF8() async throws {
    try await withConvo { convo in
      let printed = try await Shell.run(
        #"convo new --no-send "$(printf 'caf\351')"; echo $?"#, in: convo)
      #expect(printed.contains("not UTF-8"))
      #expect(printed.hasSuffix("65\n"))
    }
  }

  @Test(
    "Closed standard streams are as good as empty ones", arguments: ["<&-", ">&-", "<&- >&- 2>&-"])
  func closedStreams(redirection: String) async throws {
    try await withConvo { convo in
      let printed = try await Shell.run(
        "(convo new --no-send hello \(redirection)); echo code $?", in: convo)
      #expect(printed.hasSuffix("code 0\n"))
      #expect(try ChatStore.open(path: convo.store).conversations(limit: 9).count == 1)
    }
  }
}
