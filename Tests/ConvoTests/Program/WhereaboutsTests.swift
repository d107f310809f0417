import ChatStore
import ChatTestSupport
import Testing

@Suite("Nothing is done to another conversation than the one that was meant")
struct WhereaboutsTests {
  private func withTwo(_ body: (ConvoProgram, ChatStore) async throws -> Void) async throws {
    try await withConvo { convo in
      for title in ["A", "B"] {
        #expect(try await convo.run("new", "--no-send", "--title", title, "words").code == 0)
      }
      try await body(convo, ChatStore.open(path: convo.store))
    }
  }

  private func conversation(_ title: String, _ store: ChatStore) throws -> Conversation {
    try #require(try store.conversations(limit: 9).first { $0.title == title })
  }

  @Test(
    "A title in front of a new title or of tags is refused, because it would be taken for one",
    arguments: [["rename", "A", "Better"], ["tag", "A", "x"]])
  func titles(_ arguments: [String]) async throws {
    try await withTwo { convo, store in
      let result = try await convo.run(arguments)
      #expect(result.code == 64)
      #expect(
        result.errors
          == "convo: \"A\" is the title of a conversation; if you mean that one, give it with --ref, "
          + "else give --ref @ for the current one.\n")
      #expect(try store.operations(limit: 9, all: true).count == 2)
      let meant = [arguments[0], "--ref", "A"] + arguments.dropFirst(2)
      #expect(try await convo.run(meant).code == 0)
      let target = try store.operations(limit: 1, all: true).first?.conversation
      let other = try store.conversations(limit: 9).first { $0.title != "B" }?.id
      #expect(target == other)
    }
  }

  @Test("Undoing something elsewhere leaves the terminal where it is")
  func undoElsewhere() async throws {
    try await withTwo { convo, store in
      #expect(try await convo.run("rename", "--ref", "A", "C").code == 0)
      #expect(try await convo.run("undo").code == 0)
      #expect(try await convo.run("continue", "--no-send", "more").code == 0)
      let here = try conversation("B", store)
      #expect(here.messageCount == 2)
    }
  }

  @Test("When everything is in the trash, list says so")
  func allInTrash() async throws {
    try await withTwo { convo, _ in
      #expect(try await convo.run("delete", "A", "B").code == 0)
      let result = try await convo.run("list")
      #expect(result.code == 1)
      #expect(
        result.errors
          == "convo: Every conversation is in the trash; convo list --trash shows them.\n")
      #expect(try await convo.run("switch", "B").code == 65)
    }
  }

  @Test("What is piped into branch is its prompt")
  func pipedBranch() async throws {
    try await withTwo { convo, store in
      let result = try await convo.run("branch", "--no-send", "--name", "side", input: "piped\n")
      #expect(result.code == 0)
      let branch = try store.branch(named: "side", of: conversation("B", store))
      let head = try store.head(of: branch)
      #expect(head?.text == "piped")
    }
  }

  @Test("A title is trimmed, one line, and not blank; a tag is trimmed")
  func blanks() async throws {
    try await withTwo { convo, store in
      #expect(try await convo.run("rename", "   ").code == 64)
      #expect(try await convo.run("rename", " one\ntwo ").code == 0)
      let title = try #require(try store.conversations(limit: 1).first).title
      #expect(title == "one two")
      #expect(try await convo.run("tag", " lead ").output == "lead\n")
    }
  }
}
