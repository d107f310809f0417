import ChatArchive
import ChatStore
import ChatTestSupport
import Testing

@Suite struct MarkdownDocumentTests {
  private func document(
    _ conversation: Conversation, of store: ChatStore, head: Message? = nil,
    extent: MarkdownDocument.Extent = .path, redactor: Redactor? = nil
  ) throws -> String {
    var text = ""
    var document = MarkdownDocument(store: store, redactor: redactor)
    try document.write(conversation, head: head, extent: extent) { text += $0 }
    return text
  }

  @Test("A path has its title, what is known of it, and every message under a heading")
  func path() throws {
    try withStore { store in
      let (conversation, branch, _) = try store.createConversation(
        title: "On *stars*\n& <b>", messages: [MessageDraft(.system("Be brief."))],
        tags: ["a`b", "c"])
      let head = try #require(
        try store.exchange("# Why?", "Because.\n\n```swift\nlet a = 1", on: branch).reply)
      let time = StoreSupportClock.start.localMinute
      #expect(
        try document(conversation, of: store, head: head) == """
          # On \\*stars\\* \\& \\<b\\>

          - Date: \(time) to \(time)
          - Models: `test-model`
          - Tags: ``a`b``, `c`
          - Branch: `main`

          ## System · \(time)

          Be brief.

          ## User · \(time)

          # Why?

          ## Assistant · `test-model` · \(time)

          Because.

          ```swift
          let a = 1
          ```


          """)
    }
  }

  @Test(
    "Reasoning is folded, calls and results are code behind a fence of their own, files are named")
  func parts() throws {
    try withStore { store in
      var reply = MessageContent.calling("1", text: "Look:")
      reply.reasoning = "Hm."
      reply.reasoningKey = "reasoning"
      let (conversation, _, messages) = try store.createConversation(messages: [
        MessageDraft(
          .user("see"),
          attachments: [
            Attachment(
              name: "a|b.txt", mediaType: "text/plain", bytes: Array(repeating: 97, count: 1536))
          ]),
        MessageDraft(reply), MessageDraft(.result(of: "1", "a\n````\nb")),
      ])
      let text = try document(conversation, of: store, head: messages[2])
      #expect(text.contains("\nsee\n\nAttached: `a|b.txt` (text/plain, 1.5 KiB)\n\n"))
      #expect(
        text.contains("<details>\n<summary>Reasoning</summary>\n\nHm.\n\n</details>\n\nLook:\n\n"))
      #expect(text.contains("Calls `look`:\n\n```json\n{}\n```\n\n"))
      #expect(text.contains("## Tool · `look` · "))
      #expect(text.contains("\n\n`````\na\n````\nb\n`````\n\n"))
    }
  }

  @Test("A tree has the branch that was asked for first, and the others from where they fork")
  func tree() throws {
    try withStore { store in
      let (conversation, _, messages) = try store.conversation([
        .user("one"), .assistant("two"), .user("three"),
      ])
      for (name, fork) in [("deep", messages[1]), ("high", messages[0])] {
        let branch = try store.createBranch(named: name, at: fork, in: conversation)
        _ = try store.append(.assistant("\(name) words"), to: branch)
      }
      let text = try document(conversation, of: store, head: messages[2], extent: .tree)
      let headings = text.split(separator: "\n").filter {
        $0.hasPrefix("## ") || $0.hasPrefix("Forks") || $0.contains("words") || $0 == "three"
      }
      let time = StoreSupportClock.start.localMinute
      #expect(
        headings == [
          "## Branch `main`", "three", "## Branch `high`", "Forks after User · \(time): one",
          "high words", "## Branch `deep`", "Forks after Assistant · \(time): two", "deep words",
        ])
      #expect(try document(conversation, of: store, head: messages[0]).contains("two") == false)
    }
  }

  @Test("Every message of a random tree is written once", arguments: 0..<10)
  func completeness(seed: UInt64) throws {
    try withStore { store in
      let conversation = try RandomConversation(seed: seed, messages: 50).stored(in: store)
      let text = try document(conversation, of: store, extent: .tree)
      let count = try store.shape(of: conversation).nodes.count
      let headings = text.split(separator: "\n").filter {
        $0.hasPrefix("### ") && $0.contains(" · ")
      }
      #expect(headings.count == count)
    }
  }

  static let open: [(text: String, end: String)] = [
    ("a", ""), ("```\na\n```", ""), ("```\na", "\n```"), ("````\n```\na\n", "````"),
    ("~~~ x\n```\n", "~~~"), ("``` a`b\nc", ""), ("    ```\na", ""), ("```\na\n``` b", "\n```"),
    ("```\n~~~\n```\n", ""), ("```\r\na\r\n```\r\n", ""),
  ]

  @Test(
    "A block of code that was left open is closed, and nothing else is changed", arguments: open)
  func closing(_ text: String, _ end: String) throws {
    try withStore { store in
      let conversation = try store.conversation([.user(text), .user("next")]).conversation
      #expect(try document(conversation, of: store).contains("\n\n\(text)\(end)\n\n## User"))
    }
  }

  @Test("Secrets are taken out of the title, the tags and the messages")
  func redaction() throws {
    try withStore { store in
      let conversation = try store.createConversation(
        title: "a@example.com", messages: [MessageDraft(.user("13812345678"))],
        tags: ["b@example.com"]
      ).conversation
      let text = try document(conversation, of: store, redactor: Redactor())
      #expect(text.hasPrefix("# \\[redacted:email\\]\n"))
      #expect(text.contains("- Tags: `[redacted:email]`\n"))
      #expect(text.contains("\n\n[redacted:phone]\n\n"))
    }
  }
}
