import ChatStore
import ChatTestSupport
import Testing

@testable import ChatArchive

@Suite struct PageAttackTests {
  static let attacks: [String] = [
    "<script>alert(1)</script>", "</script><script>alert(1)</script>", "</style><b>", "</title>x",
    "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "<iframe src=//e.org>",
    "<b onclick=a>",
    "<a href=\"javascript:alert(1)\">x</a>", "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))", "[x](java\tscript:alert(1))", "[x](<java\nscript:alert(1)>)",
    "[x](data:text/html;base64,PHNjcmlwdD4=)", "[x](vbscript:a)", "[x](file:///etc/passwd)",
    "[x](//e.org)", "[x](/a)", "[x](#c1)", "<javascript:alert(1)>", "<data:text/html,x>",
    "![x](https://e.org/a.png)", "![x](javascript:alert(1))", "![x](data:image/svg+xml,<svg/>)",
    "[![x](javascript:a)](https://e.org)", "![[x](https://e.org)](https://e.org/b)",
    "[a]: javascript:alert(1)\n\n[a]", "[x](https://e.org/\"onmouseover=\"alert(1))",
    "[x](https://e.org 'a\" onmouseover=\"b')", "[x](https://e.org/<script>)",
    "https://e.org/\"><b>",
    "www.e.org/'><b>", "a@e.org\"><b>", "`</code><b>`", "```\"><b>\n</pre><b>\n```",
    "``` \" onclick=\"a\n```", "~~~ </pre>\na", "```\nunclosed <b>", "    <b>indented",
    "<!-- comment --><b>", "<!-- open", "<?php b ?>", "<![CDATA[<b>]]>", "<!DOCTYPE html>",
    "&lt;b&gt; &#60;b&#62; &#x3c;b&#x3e; &amp;lt; &lt &bogus; &#0; &#x202E;", "<br/><br onclick=a>",
    "\u{0}<b>\u{0}", "a\u{202E}b\u{2066}c\u{200B}d\u{AD}e\u{1B}[31m\u{7F}\u{85}\u{2028}",
    "\r<b>\r\n",
    "|<b>|a|\n|-|:-:|\n|</td><b>|`|`|", "- [ ] <b>\n- [x] </li>", "1000000000. a\n-1. b",
    "# <b>\n###### x",
    "~~<b>~~ **</strong>** *</em>*", "<details><summary>x</summary>\n\ny\n\n</details>",
    "\u{FEFF}<b>",
    "[x](https://e.org/\u{202E}\u{0}é中%zz%00)", "<https://e.org/<b>>", "<a@e.org>", "x\\<b\\>",
    "\u{FFFE}",
    "</section></article></main></div></body>", "{{b}} ${b} <%= b %>", "\" onload=\"a\" x=\"",
  ]

  @Test("No text of a message yields an element or attribute of its own", arguments: attacks)
  func messages(_ text: String) throws {
    try withStore { store in
      var reply = MessageContent(
        role: .assistant, text: text, reasoning: text, reasoningKey: "reasoning",
        toolCalls: [ToolCall(callID: "1", name: text, arguments: text)])
      reply.refusal = text
      let messages = [.user(text), reply, .result(of: "1", text), .system(text)]
      let conversation = try store.conversation(messages).conversation
      let page = try Page([(conversation, nil)], of: store)
      #expect(page.lexer.errors == [])
      #expect(page.lexer.tags.count { $0.name == "script" && !$0.isEnd } == 1)
      #expect(!page.lexer.tags.contains { $0.name == "img" || ($0.name == "b" && !$0.isEnd) })
    }
  }

  @Test("No title, name, tag or file yields one either", arguments: attacks)
  func names(_ text: String) throws {
    try withStore { store in
      let name = text.unicodeScalars.filter { $0.properties.generalCategory != .control }.map(
        String.init
      )
      .joined()
      let file = Attachment(name: text, mediaType: text, bytes: [1])
      let user = MessageContent(
        role: .user, text: "x",
        parts:
          #"[{"type":"image_url","image_url":{"url":"data:image/png;base64,AA\"<b>"}},{"type":"<b>"}]"#,
        name: text)
      let (conversation, _, messages) = try store.createConversation(
        title: text,
        messages: [MessageDraft(user, attachments: [file]), MessageDraft(.assistant("y"))],
        tags: name.isEmpty ? [] : [name])
      let branch = "b" + name.filter { $0 != ":" && !$0.isWhitespace }
      _ = try? store.createBranch(named: branch, at: messages[0], in: conversation)
      let page = try Page([(conversation, nil), (conversation, messages[0])], of: store)
      #expect(page.lexer.errors == [])
      #expect(!page.lexer.tags.contains { $0.name == "img" })
    }
  }

  @Test("What nobody sees is made visible, and what scripts need stays")
  func visibility() {
    func shown(_ text: String) -> String {
      var bytes: [UInt8] = []
      PageText.append(text, to: &bytes)
      return String(decoding: bytes, as: UTF8.self)
    }
    #expect(shown("a\u{202E}b") == "a&lt;U+202E&gt;b")
    #expect(shown("\u{0}\u{1B}\u{7F}\t\n\r\n\r") == "␀␛␡\t\n\n␍")
    #expect(shown("\u{E0041}") == "&lt;U+E0041&gt;")
    #expect(shown("👩‍💻❤️ क्‍ष 葛\u{E0100}") == "👩‍💻❤️ क्‍ष 葛\u{E0100}")
    #expect(shown("a\u{E0100}") == "a&lt;U+E0100&gt;")
    #expect(shown("<a b='c' d=\"e\">&") == "&lt;a b=&#39;c&#39; d=&quot;e&quot;&gt;&amp;")
  }

  static let mazes: [(name: String, text: String)] = [
    ("quotes", repeated("> ") + "a"), ("lists", repeated("- ") + "a"),
    ("lists and blank lines", repeated("- ", 40_000) + "a\n" + repeated("\n", 40_000)),
    ("quotes and lazy lines", repeated("> ", 40_000) + "a\n" + repeated("b\n", 40_000)),
    (
      "growing lists",
      (0..<400).map { repeated(" ", 2 * $0) + "- a\n" }.joined() + repeated("\n", 100_000)
    ),
    ("numbered lists", repeated("1. ") + "a"), ("brackets", repeated("[")),
    ("pictures", repeated("![[")),
    ("links", repeated("[a](")), ("emphasis", repeated("*a _b ")),
    ("strong", repeated("**a ") + repeated(" a**")),
    ("underscores", repeated("_a ") + repeated("a_ ")), ("strikethrough", repeated("~~a ")),
    ("code", (1..<600).map { repeated("`", $0) + "a" }.joined()), ("entities", repeated("&")),
    ("tags", repeated("<a ")), ("addresses", "http://e.org/" + repeated(")")),
    ("mail", repeated("a@b.")),
    ("wide tables", repeated("|a") + "\n" + repeated("|-") + "\n"),
    (
      "long tables",
      repeated("|a", 20_000) + "|\n" + repeated("|-", 20_000) + "|\n" + repeated("a\n")
    ),
    (
      "rows without cells",
      "|a" + repeated("|a", 400) + "|\n|-" + repeated("|-", 400) + "|\n" + repeated("a\n")
    ),
    ("definitions", "[a]: /" + repeated("u", 50_000) + "\n\n" + repeated("[a] ")),
    ("nested fences", repeated("> ```\n")), ("setext", repeated("a\n=\n")),
    ("spaces", repeated(" ") + "a"),
  ]

  @Test("No text takes long, or becomes much more than it is", arguments: mazes)
  func wandering(_ name: String, _ text: String) {
    var markup = PageMarkup()
    let time = ContinuousClock().measure {
      MarkdownHTML.append(text, headingOffset: 2, to: &markup)
    }
    #expect(time < .seconds(10), "\(name) took \(time)")
    #expect(markup.bytes.count < 45 * text.utf8.count + 200_000)
    #expect(PageLexer(markup.bytes).errors == [])
  }

  @Test("Ordinary Markdown keeps within the limits")
  func limits() {
    let texts = [
      "- a\n  - b\n    - c\n\n> > x\n\n|a|b|\n|-|-|\n|1|2|\n", repeated("a [b](c) d\n", 50_000),
      repeated("|a|b|c|\n|-|-|-|\n|1|2|3|\n\n", 50_000), repeated("```\n    - x\n```\n", 10_000),
      repeated("[a]: https://e.org\n", 2000) + "\n[a]",
    ]
    for text in texts {
      var text = text
      #expect(text.withUTF8 { MarkdownLimits.allow($0) })
    }
  }
}

private func repeated(_ text: String, _ bytes: Int = 80_000) -> String {
  String(repeating: text, count: bytes / text.utf8.count)
}
