import ChatStore
import ChatTestSupport
import Crypto
import Foundation
import Testing

@testable import ChatArchive

@Suite struct PageDocumentTests {
  @Test("A page of a random tree is whole, and has every message once", arguments: 0..<12)
  func wholeness(seed: UInt64) throws {
    try withStore { store in
      let conversation = try RandomConversation(seed: seed, messages: 70).stored(in: store)
      let page = try Page([(conversation, nil)], of: store)
      #expect(page.lexer.errors == [])
      let count = try store.shape(of: conversation).nodes.count
      #expect(Set(page.shown + page.hidden).count == count)
      #expect(page.shown.count + page.hidden.count == count)
    }
  }

  @Test("The runs of every branch stand in the order in which they are read", arguments: 0..<12)
  func order(seed: UInt64) throws {
    try withStore { store in
      let conversation = try RandomConversation(seed: seed, messages: 70).stored(in: store)
      let shape = try store.shape(of: conversation)
      let page = try Page([(conversation, nil)], of: store)
      let ids = page.lexer.tags.compactMap { tag in
        tag.attributes["class"]?.hasPrefix("message") == true ? tag.attributes["id"] : nil
      }
      let rank = Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($1, $0) })
      for leaf in shape.leaves {
        let path = try shape.path(to: leaf).map { try #require(rank["c1m\($0 + 1)"]) }
        #expect(path == path.sorted())
      }
      let head = try store.head(of: store.activeBranch(of: conversation))
      if let head {
        #expect(page.shown.count == head.depth + 1)
      }
    }
  }

  @Test("Every run names the one it continues, and the way to its end")
  func runs() throws {
    try withStore { store in
      let (conversation, branch, messages) = try store.conversation([
        .user("1"), .assistant("2"), .user("3"),
      ])
      let fork = try store.createBranch(named: "b", at: messages[0], in: conversation)
      _ = try store.append(.assistant("4"), to: fork)
      let page = try Page([(conversation, messages[1])], of: store)
      let runs = page.lexer.tags.filter { $0.attributes["data-run"] != nil }.map(\.attributes)
      #expect(runs.map { $0["class"] } == ["run", "run", "run off", "run off"])
      #expect(runs.map { $0["data-run"] } == ["c1r1", "c1r2", "c1r3", "c1r4"])
      #expect(runs.map { $0["data-parent"] } == ["", "c1r1", "c1r2", "c1r1"])
      #expect(runs.map { $0["data-next"] } == ["c1r2", "", "", ""])
      #expect(page.html.contains("The conversation goes on"))
      #expect(page.lexer.text.contains("1/2") && page.lexer.text.contains("2/2"))
      _ = branch
    }
  }

  @Test("The policy lets run nothing but the page's own program")
  func policy() throws {
    try withStore { store in
      let conversation = try store.conversation([.user("1")]).conversation
      let page = try Page([(conversation, nil)], of: store)
      let start = try #require(page.html.range(of: "<script>")?.upperBound)
      let end = try #require(page.html.range(of: "</script>")?.lowerBound)
      let digest = Data(SHA256.hash(data: Data(page.html[start..<end].utf8))).base64EncodedString()
      let policy = try #require(
        page.tags("http-equiv", "Content-Security-Policy").first?.attributes["content"])
      #expect(
        policy
          == "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
          + "form-action 'none'; script-src 'sha256-\(digest)'")
      #expect(page.lexer.tags.count { $0.name == "script" && !$0.isEnd } == 1)
    }
  }

  @Test("Pictures that every browser knows are shown, and whatever else is attached is named")
  func attachments() throws {
    try withStore { store in
      let svg = Attachment(name: "x.svg", mediaType: "image/svg+xml", bytes: Array("<svg/>".utf8))
      let conversation = try store.createConversation(messages: [
        MessageDraft(.user("see"), attachments: [RandomConversation.image, svg])
      ]).conversation
      let page = try Page([(conversation, nil)], of: store)
      #expect(page.lexer.errors == [])
      #expect(
        page.lexer.tags.filter { $0.name == "img" }.map(\.attributes) == [
          ["alt": "猫.png", "loading": "lazy", "src": "data:image/png;base64,iVABAg=="]
        ])
      #expect(page.lexer.text.contains("x.svg image/svg+xml, 6 bytes"))
    }
  }

  @Test("Reasoning, calls and results are folded, and a result has the name of its tool")
  func folds() throws {
    try withStore { store in
      var reply = MessageContent.calling("1")
      reply.reasoning = "Hm."
      reply.reasoningKey = "reasoning"
      let conversation = try store.conversation([.user("1"), reply, .result(of: "1", "<done>")])
        .conversation
      let page = try Page([(conversation, nil)], of: store)
      #expect(page.lexer.errors == [])
      #expect(
        page.lexer.tags.count { $0.name == "details" && $0.attributes["class"] == "folded" } == 3)
      for words in ["Reasoning", "Calls look", "Result of look, 6 bytes", "<done>"] {
        #expect(page.lexer.text.contains(words))
      }
    }
  }

  @Test("Several conversations are one page, with an outline of all of them")
  func several() throws {
    try withStore { store in
      let one = try store.conversation([.user("1")], title: "One & only").conversation
      let two = try store.conversation([], title: "").conversation
      let page = try Page([(one, nil), (two, nil)], of: store)
      #expect(page.lexer.errors == [])
      #expect(page.tags("href", "#c1").count == 1 && page.tags("href", "#c2").count == 1)
      #expect(page.lexer.text.contains("2 conversations"))
      #expect(page.lexer.text.contains("One & only"))
      #expect(page.lexer.text.contains("Nothing was said."))
    }
  }

  @Test("Secrets are taken out of everything that a page shows")
  func redaction() throws {
    try withStore { store in
      let phone = "13812345678"
      var reply = MessageContent(
        role: .assistant, text: phone, reasoning: phone, reasoningKey: "reasoning",
        toolCalls: [ToolCall(callID: "1", name: "call", arguments: "{\"to\":\"\(phone)\"}")])
      reply.refusal = phone
      let file = Attachment(name: "\(phone) .bin", mediaType: "x/y", bytes: [0xFF])
      let conversation = try store.createConversation(
        title: "Call \(phone)",
        messages: [
          MessageDraft(.user(phone), attachments: [file]), MessageDraft(reply),
          MessageDraft(.result(of: "1", phone)),
        ], tags: [phone]
      ).conversation
      let page = try Page([(conversation, nil)], of: store, redactor: Redactor())
      #expect(page.lexer.errors == [])
      #expect(!page.html.contains(phone))
      #expect(page.lexer.text.contains("Call [redacted:phone]"))
    }
  }

  static let languages: [(text: String, tag: String?)] = [
    ("Hello", nil), ("你好，这是中文。", "zh-Hans"), ("你好，這是中文。", "zh-Hant"),
    ("こんにちは、世界", "ja"), ("안녕하세요", "ko"), ("", nil),
    ("Only one 字 in English", "zh-Hans"),
  ]

  @Test(
    "The language of Chinese, Japanese and Korean text is told, for its fonts", arguments: languages
  )
  func language(_ text: String, _ tag: String?) {
    #expect(PageLanguage.tag(of: text)?.description == tag)
  }
}
