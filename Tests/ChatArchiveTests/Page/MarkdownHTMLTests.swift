import Testing

@testable import ChatArchive

@Suite struct MarkdownHTMLTests {
  static let texts: [(markdown: String, html: String)] = [
    ("a\nb  \nc", "<p>a\nb<br>\nc</p>\n"),
    ("# a\n\n#### b", "<h3>a</h3>\n<h6>b</h6>\n"),
    (
      "*a* **b** ~~c~~ `d<`",
      "<p><em>a</em> <strong>b</strong> <del>c</del> <code>d&lt;</code></p>\n"
    ),
    ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
    ("3. a\n\n4. b", "<ol start=\"3\">\n<li><p>a</p>\n</li>\n<li><p>b</p>\n</li>\n</ol>\n"),
    ("- [ ] a\n- [x] b", "<ul>\n<li class=\"task\">☐ a</li>\n<li class=\"task\">☑ b</li>\n</ul>\n"),
    ("> a\n\n---", "<blockquote>\n<p>a</p>\n</blockquote>\n<hr>\n"),
    (
      "```swift x\nlet a = \"<\"\n```",
      "<pre tabindex=\"0\" data-language=\"swift\"><code>let a = &quot;&lt;&quot;\n</code></pre>\n"
    ),
    ("    a\n", "<pre tabindex=\"0\"><code>a\n</code></pre>\n"),
    (
      "|a|b|c|\n|-|:-:|-:|\n|1|2|3|",
      "<div class=\"table\" tabindex=\"0\"><table>\n"
        + "<tr><th>a</th><th class=\"center\">b</th><th class=\"right\">c</th></tr>\n"
        + "<tr><td>1</td><td class=\"center\">2</td><td class=\"right\">3</td></tr>\n</table></div>\n"
    ),
    (
      "[a](https://e.org/?b=c&d 'T\"')",
      "<p><a rel=\"noopener noreferrer nofollow\" target=\"_blank\" href=\"https://e.org/?b=c&amp;d\" "
        + "title=\"T&quot;\">a</a></p>\n"
    ),
    ("[a](javascript:b)", "<p>a <span class=\"url\">(javascript:b)</span></p>\n"),
    (
      "![a](https://e.org/é.png)",
      "<p><a rel=\"noopener noreferrer nofollow\" target=\"_blank\" href=\"https://e.org/%C3%A9.png\">"
        + "🖼 a</a></p>\n"
    ),
    ("a<br>b <i>c</i>", "<p>a<br>\nb &lt;i&gt;c&lt;/i&gt;</p>\n"),
    ("<div>\nx\n</div>", "<pre class=\"plain\">\n&lt;div&gt;\nx\n&lt;/div&gt;\n</pre>\n"),
    ("", ""), ("a\0b", "<p>a␀b</p>\n"),
  ]

  @Test("Markdown becomes these elements and no others", arguments: texts)
  func elements(_ markdown: String, _ html: String) {
    var markup = PageMarkup()
    MarkdownHTML.append(markdown, headingOffset: 2, to: &markup)
    #expect(String(decoding: markup.bytes, as: UTF8.self) == html)
  }
}
