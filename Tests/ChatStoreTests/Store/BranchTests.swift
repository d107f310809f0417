import ChatTestSupport
import Testing

@testable import ChatStore

@Suite struct BranchTests {
  private static let tables = [
    "conversation", "message", "tool_call", "tool_result", "turn", "parameters", "delta",
    "attachment", "message_attachment", "conversation_tag",
  ]

  @Test("A branch writes one row and no message, at any message of any role")
  func oneRow() throws {
    try withStoreFile { path in
      let store = try ChatStore.open(path: path)
      let (conversation, _, messages) = try store.conversation([
        .system("s"), MessageContent(role: .developer, text: "d"), .user("u"),
        .calling("c"), .result(of: "c"), .assistant("a"),
      ])
      let raw = try RawDatabase(path)
      func counts() throws -> [Int?] {
        try Self.tables.map { try raw.number("SELECT count(*) FROM \($0)") }
      }
      let before = try counts()
      for (index, message) in messages.enumerated() {
        let branch = try store.createBranch(named: "b\(index)", at: message, in: conversation)
        #expect(try store.head(of: branch)?.id == message.id)
        #expect(try store.activeBranch(of: conversation).name == branch.name)
        #expect(try raw.number("SELECT count(*) FROM branch") == index + 2)
      }
      let empty = try store.createBranch(named: "empty", at: nil, in: conversation)
      #expect(try store.head(of: empty) == nil)
      #expect(try counts() == before)
      #expect(try store.examine().isClean)
    }
  }

  @Test("A branch in the middle of a history is continued there, and the history stays")
  func branching() throws {
    try withStore { store in
      let contents = (0..<300).map { MessageContent.user("\($0)") }
      let (conversation, _, messages) = try store.conversation(contents)
      let branch = try store.createBranch(named: "b", at: messages[150], in: conversation)
      try store.exchange("x", "y", on: branch)
      #expect(try store.texts(on: branch, of: conversation).count == 153)
      #expect(
        try store.texts(on: store.branch(named: "main", of: conversation), of: conversation).count
          == 300)
    }
  }

  @Test("Names are compared by their bytes")
  func nameBytes() throws {
    try withStore { store in
      let (conversation, _, _) = try store.conversation([.user("1")])
      let composed = try store.createBranch(named: "caf\u{e9}", at: nil, in: conversation)
      let combining = try store.createBranch(named: "cafe\u{301}", at: nil, in: conversation)
      #expect(composed.key != combining.key)
      #expect(try store.branch(named: "cafe\u{301}", of: conversation).key == combining.key)
      _ = try store.createBranch(named: "Main", at: nil, in: conversation)
    }
  }

  @Test("A name is taken once in a conversation, and free in another")
  func taken() throws {
    try withStore { store in
      let (one, _, _) = try store.conversation()
      let (two, _, _) = try store.conversation()
      expectError("branchExists") { try store.createBranch(named: "main", at: nil, in: one) }
      _ = try store.createBranch(named: "b", at: nil, in: one)
      expectError("branchExists") { try store.createBranch(named: "b", at: nil, in: one) }
      _ = try store.createBranch(named: "b", at: nil, in: two)
      expectError("branchNotFound") { try store.branch(named: "c", of: two) }
    }
  }

  @Test(
    "Names that a command line would take for something else are refused",
    arguments: [
      "", " ", "a b", "a\tb", "a\u{0}", "a:b", "@", "@~1", "-x", "\u{2028}", "a\u{3000}b", "\u{7F}",
      String(repeating: "x", count: 201),
    ])
  func refused(_ name: String) throws {
    try withStore { store in
      let (conversation, _, _) = try store.conversation()
      expectError("invalidBranchName") {
        try store.createBranch(named: name, at: nil, in: conversation)
      }
    }
  }

  @Test(
    "Other names are kept as they are", arguments: ["a", "试一试", "a@b", "a-b", "ü/ö", "#1", "😀"])
  func accepted(_ name: String) throws {
    try withStore { store in
      let (conversation, _, _) = try store.conversation()
      #expect(try store.createBranch(named: name, at: nil, in: conversation).name == name)
    }
  }

  @Test("A message of another conversation is no head")
  func otherConversation() throws {
    try withStore { store in
      let (one, _, _) = try store.conversation([.user("1")])
      let (_, _, messages) = try store.conversation([.user("2")])
      expectError("otherConversation") {
        try store.createBranch(named: "b", at: messages.first, in: one)
      }
      #expect(try store.branches(of: one).count == 1)
    }
  }

  @Test("A name that is offered is free")
  func unused() throws {
    try withStore { store in
      let (conversation, _, _) = try store.conversation()
      #expect(try store.unusedBranchName(in: conversation) == "branch-2")
      _ = try store.createBranch(named: "branch-3", at: nil, in: conversation)
      #expect(try store.unusedBranchName(in: conversation) == "branch-4")
      let name = try store.unusedBranchName(in: conversation)
      _ = try store.createBranch(named: name, at: nil, in: conversation)
    }
  }

  @Test("The active branch is the one that was activated last")
  func active() throws {
    try withStore { store in
      let (conversation, main, _) = try store.conversation([.user("1")])
      _ = try store.createBranch(named: "b", at: nil, in: conversation)
      #expect(try store.activeBranch(of: conversation).name == "b")
      try store.activate(main)
      #expect(try store.activeBranch(of: conversation).name == "main")
      #expect(try store.branches(of: conversation).map(\.name) == ["main", "b"])
    }
  }
}
