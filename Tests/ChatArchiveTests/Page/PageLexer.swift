import Foundation

/// Reads the tags of a page as a browser would, and complains of whatever the program does not write.
struct PageLexer {
  /// A tag with its attributes.
  struct Tag: Equatable {
    var name: String
    var attributes: [String: String] = [:]
    var isEnd = false
  }

  /// The tags in order.
  private(set) var tags: [Tag] = []
  /// The text between them, unescaped.
  private(set) var text = ""
  /// What is wrong.
  private(set) var errors: [String] = []

  private static let elements: Set<String> = [
    "!doctype", "html", "head", "meta", "title", "style", "body", "a", "div", "nav", "details",
    "summary", "ul", "ol", "li", "main", "article", "header", "h1", "h2", "h3", "h4", "h5", "h6",
    "dl", "dt", "dd", "section", "span", "time", "p", "pre", "code", "blockquote", "hr", "br",
    "em", "strong", "del", "table", "tr", "th", "td", "figure", "figcaption", "img", "b", "script",
  ]
  private static let attributes: Set<String> = [
    "html", "lang", "charset", "http-equiv", "content", "name", "class", "href", "id", "open",
    "dir",
    "aria-label", "aria-current", "aria-hidden", "data-conversation", "data-branch", "data-run",
    "data-parent", "data-next", "data-language", "datetime", "rel", "target", "title", "tabindex",
    "alt", "src", "loading", "start",
  ]
  private static let void: Set<String> = ["!doctype", "meta", "hr", "br", "img"]

  init(_ bytes: [UInt8]) {
    let page = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
    var open: [String] = []
    var index = 0
    func scan(until end: Unicode.Scalar) -> String {
      let start = index
      while index < page.count, page[index] != end { index += 1 }
      return String(String.UnicodeScalarView(page[start..<index]))
    }
    while index < page.count {
      let words = scan(until: "<")
      check(text: words)
      guard index < page.count else { break }
      index += 1
      let tag = scan(until: ">")
      index += 1
      guard let read = Self.tag(tag) else {
        errors.append("no tag: <\(tag)>")
        continue
      }
      tags.append(read)
      check(read)
      if read.isEnd {
        if open.popLast() != read.name { errors.append("</\(read.name)> ends nothing") }
      } else if !Self.void.contains(read.name) {
        open.append(read.name)
        if read.name == "style" || read.name == "script" {
          while index < page.count, !page[index...].starts(with: "</\(read.name)>".unicodeScalars) {
            index += 1
          }
        }
      }
    }
    if !open.isEmpty { errors.append("left open: \(open)") }
  }

  /// Reads `name a="…" b` without its brackets; nil for what the program does not write so.
  private static func tag(_ text: String) -> Tag? {
    var rest = text.unicodeScalars[...]
    let isEnd = rest.first == "/"
    if isEnd { rest.removeFirst() }
    let name = rest.prefix { $0 != " " }
    rest = rest.dropFirst(name.count)
    var tag = Tag(name: String(name), isEnd: isEnd)
    while rest.first == " " {
      rest.removeFirst()
      let key = rest.prefix { $0 != "=" && $0 != " " }
      rest = rest.dropFirst(key.count)
      guard rest.first == "=" else {
        tag.attributes[String(key)] = ""
        continue
      }
      rest = rest.dropFirst()
      guard rest.first == "\"", let end = rest.dropFirst().firstIndex(of: "\"") else { return nil }
      let value = rest[rest.index(after: rest.startIndex)..<end]
      guard !key.isEmpty, tag.attributes[String(key)] == nil else { return nil }
      tag.attributes[String(key)] = unescaped(String(value))
      rest = rest[rest.index(after: end)...]
    }
    return rest.isEmpty ? tag : nil
  }

  private mutating func check(_ tag: Tag) {
    if !Self.elements.contains(tag.name) { errors.append("unknown element \(tag.name)") }
    for (key, value) in tag.attributes {
      if !Self.attributes.contains(key) { errors.append("unknown attribute \(key)") }
      switch key {
      case "href":
        let isOwn = value.hasPrefix("#c") || value == "#read"
        let isLink = ["https://", "http://", "mailto:"].contains {
          value.lowercased().hasPrefix($0)
        }
        if !isOwn && !isLink { errors.append("a link to \(value)") }
        if isLink, tag.attributes["rel"] != "noopener noreferrer nofollow" {
          errors.append("no rel")
        }
      case "src":
        if !value.hasPrefix("data:image/") { errors.append("a picture from \(value.prefix(40))") }
      default: break
      }
    }
  }

  private mutating func check(text words: String) {
    var rest = words.unicodeScalars[...]
    while let start = rest.firstIndex(of: "&") {
      rest = rest[start...]
      if !Self.entities.contains(where: { rest.starts(with: $0.escaped.unicodeScalars) }) {
        errors.append("a bare ampersand: \(String(rest.prefix(20)))")
      }
      rest.removeFirst()
    }
    for scalar in words.unicodeScalars where scalar != "\n" && scalar != "\t" {
      let properties = scalar.properties
      if properties.generalCategory == .control || (0x202A...0x202E).contains(scalar.value)
        || (0x2066...0x2069).contains(scalar.value)
      {
        errors.append("an invisible character \(scalar.value)")
      }
    }
    text += Self.unescaped(words)
  }

  private static let entities: [(escaped: String, text: String)] = [
    ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&"),
  ]

  private static func unescaped(_ text: String) -> String {
    entities.reduce(text) { text, entity in
      text.replacingOccurrences(of: entity.escaped, with: entity.text, options: .literal)
    }
  }
}
