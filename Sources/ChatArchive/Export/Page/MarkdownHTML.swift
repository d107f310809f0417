/// Writes Markdown as HTML that is safe whatever it says.
///
/// It makes a fixed set of elements, with attributes of its own. HTML in the Markdown is shown as it is written,
/// but for line breaks. A link that leads to the web or to a mailbox is one; any other, `javascript:` or a path,
/// is text with its address beside it. Pictures are links, so that nothing is loaded. cmark-gfm parses; its
/// own renderer, which leaves HTML out, is not used.
struct MarkdownHTML {
  private var markup: PageMarkup
  /// How many levels headings go down, to stand below those of the page.
  private let headingOffset: Int
  /// How deep elements are nested; deeper ones are left out, and what they hold stays.
  private var depth = 0
  private var linkDepth = 0
  private var alignments: [UInt8] = []
  private var column = 0
  private var isHead = false

  private static let depthLimit = 100

  /// Appends a text.
  static func append(_ text: String, headingOffset: Int, to markup: inout PageMarkup) {
    var text = text
    // What the parser would replace by U+FFFD is made visible.
    if text.utf8.contains(0) {
      text = String(
        decoding: text.utf8.flatMap { $0 == 0 ? [0xE2, 0x90, 0x80] : [$0] }, as: UTF8.self)
    }
    text.withUTF8 { utf8 in
      let start = markup.bytes.count
      if let tree = MarkdownTree(utf8) {
        var html = MarkdownHTML(markup, headingOffset: headingOffset)
        markup = PageMarkup()
        let isWhole = html.render(tree, limit: start + 40 * utf8.count + 100_000)
        markup = html.markup
        if isWhole { return }
        markup.shorten(to: start)
      }
      markup.add("<pre class=\"plain\">\n")
      markup.add(text: utf8)
      markup.add("</pre>\n")
    }
  }

  private init(_ markup: PageMarkup, headingOffset: Int) {
    self.markup = markup
    self.headingOffset = headingOffset
  }

  /// Renders a tree; false where it became too much.
  private mutating func render(_ tree: borrowing MarkdownTree, limit: Int) -> Bool {
    tree.forEachEvent { node, isEntering in
      if isEntering { enter(node) } else { leave(node) }
      return markup.bytes.count <= limit
    }
    return markup.bytes.count <= limit
  }

  // MARK: Leaves

  private mutating func enter(_ node: MarkdownNode) {
    let kind = node.kind
    switch kind {
    case .text: markup.add(text: node.literal)
    case .softBreak: markup.add("\n")
    case .lineBreak: markup.add("<br>\n")
    case .code: element("<code>", "</code>", node.literal)
    case .html: html(node.literal)
    case .htmlBlock: element("<pre class=\"plain\">\n", "</pre>\n", node.literal)
    case .codeBlock: codeBlock(node)
    case .rule: markup.add("<hr>\n")
    default:
      depth += 1
      if depth <= Self.depthLimit { open(node, kind) }
    }
  }

  private mutating func leave(_ node: MarkdownNode) {
    if depth <= Self.depthLimit { close(node, node.kind) }
    depth -= 1
  }

  private mutating func element(
    _ start: StaticString, _ end: StaticString, _ text: UnsafeBufferPointer<UInt8>
  ) {
    markup.add(start)
    markup.add(text: text)
    markup.add(end)
  }

  private mutating func html(_ literal: UnsafeBufferPointer<UInt8>) {
    let tag = literal.filter { $0 > 0x20 && $0 != UInt8(ascii: "/") }.map { $0 | 0x20 }
    if tag.elementsEqual("<br>".utf8.map { $0 | 0x20 }) {
      markup.add("<br>\n")
    } else {
      markup.add(text: literal)
    }
  }

  private mutating func codeBlock(_ node: MarkdownNode) {
    let language = node.fenceInfo.prefix { $0 > 0x20 }
    if language.isEmpty {
      markup.add("<pre tabindex=\"0\"><code>")
    } else {
      markup.add("<pre tabindex=\"0\" data-language=\"")
      markup.add(text: UnsafeBufferPointer(rebasing: language))
      markup.add("\"><code>")
    }
    markup.add(text: node.literal)
    markup.add("</code></pre>\n")
  }

  // MARK: Containers

  private mutating func open(_ node: MarkdownNode, _ kind: MarkdownNode.Kind) {
    switch kind {
    case .paragraph: if !node.isInTightList { markup.add("<p>") }
    case .heading: heading(node.level, isOpening: true)
    case .quote: markup.add("<blockquote>\n")
    case .list: openList(node.firstNumber)
    case .item: openItem(node.isDone)
    case .emphasis: markup.add("<em>")
    case .strong: markup.add("<strong>")
    case .strikethrough: markup.add("<del>")
    case .link, .image: openLink(node, isImage: kind == .image)
    case .table:
      alignments = node.alignments
      markup.add("<div class=\"table\" tabindex=\"0\"><table>\n")
    case .tableHead, .tableRow:
      column = 0
      isHead = kind == .tableHead
      markup.add("<tr>")
    case .tableCell: openCell()
    default: break
    }
  }

  private mutating func close(_ node: MarkdownNode, _ kind: MarkdownNode.Kind) {
    switch kind {
    case .paragraph: markup.add(node.isInTightList ? "" : "</p>\n")
    case .heading: heading(node.level, isOpening: false)
    case .quote: markup.add("</blockquote>\n")
    case .list: markup.add(node.firstNumber == nil ? "</ul>\n" : "</ol>\n")
    case .item: markup.add("</li>\n")
    case .emphasis: markup.add("</em>")
    case .strong: markup.add("</strong>")
    case .strikethrough: markup.add("</del>")
    case .link, .image: closeLink(node)
    case .table: markup.add("</table></div>\n")
    case .tableHead, .tableRow: markup.add("</tr>\n")
    case .tableCell:
      column += 1
      markup.add(isHead ? "</th>" : "</td>")
    default: break
    }
  }

  private mutating func heading(_ level: Int, isOpening: Bool) {
    markup.add(isOpening ? "<h" : "</h")
    markup.add(min(6, max(1, level) + headingOffset))
    markup.add(isOpening ? ">" : ">\n")
  }

  private mutating func openList(_ first: Int?) {
    switch first {
    case nil: markup.add("<ul>\n")
    case 1?: markup.add("<ol>\n")
    case let first?:
      markup.add("<ol start=\"")
      markup.add(first)
      markup.add("\">\n")
    }
  }

  private mutating func openItem(_ isDone: Bool?) {
    switch isDone {
    case nil: markup.add("<li>")
    case true?: markup.add("<li class=\"task\">☑ ")
    case false?: markup.add("<li class=\"task\">☐ ")
    }
  }

  private mutating func openCell() {
    switch (column < alignments.count ? alignments[column] : 0, isHead) {
    case (UInt8(ascii: "c"), true): markup.add("<th class=\"center\">")
    case (UInt8(ascii: "r"), true): markup.add("<th class=\"right\">")
    case (UInt8(ascii: "c"), false): markup.add("<td class=\"center\">")
    case (UInt8(ascii: "r"), false): markup.add("<td class=\"right\">")
    case (_, true): markup.add("<th>")
    case (_, false): markup.add("<td>")
    }
  }

  // MARK: Links

  private mutating func openLink(_ node: MarkdownNode, isImage: Bool) {
    linkDepth += 1
    // A picture in a link is its description.
    if linkDepth == 1, PageAddress.isSafe(node.address) {
      markup.add("<a rel=\"noopener noreferrer nofollow\" target=\"_blank\" href=\"")
      markup.add(address: node.address)
      markup.add("\"")
      if !node.title.isEmpty {
        markup.add(" title=\"")
        markup.add(text: node.title)
        markup.add("\"")
      }
      markup.add(">")
    }
    if isImage { markup.add("🖼 ") }
  }

  private mutating func closeLink(_ node: MarkdownNode) {
    if linkDepth == 1 {
      if PageAddress.isSafe(node.address) {
        markup.add("</a>")
      } else if !node.address.isEmpty {
        markup.add(" <span class=\"url\">(")
        markup.add(text: UnsafeBufferPointer(rebasing: node.address.prefix(200)))
        markup.add(node.address.count > 200 ? "…)</span>" : ")</span>")
      }
    }
    linkDepth -= 1
  }
}
