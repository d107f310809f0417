import ChatStore

@testable import ChatArchive

/// A page as a test looks at it.
struct Page {
  let lexer: PageLexer
  let html: String

  init(
    _ selections: [PageDocument.Selection], of store: ChatStore, redactor: Redactor? = nil
  ) throws {
    var bytes: [UInt8] = []
    var document = PageDocument(store: store, redactor: redactor)
    try document.write(selections) { bytes += $0 }
    lexer = PageLexer(bytes)
    html = String(decoding: bytes, as: UTF8.self)
  }

  /// The tags whose attribute has a value.
  func tags(_ key: String, _ value: String) -> [PageLexer.Tag] {
    lexer.tags.filter { $0.attributes[key] == value }
  }

  /// The ids of the messages that are shown at first, in order.
  var shown: [String] { ids { $0 == "run" } }
  /// The ids of the others.
  var hidden: [String] { ids { $0 == "run off" } }

  private func ids(_ isWanted: (String) -> Bool) -> [String] {
    var ids: [String] = []
    var isIn = false
    for tag in lexer.tags where tag.name == "section" {
      guard let kind = tag.attributes["class"] else { continue }
      if kind.hasPrefix("run") {
        isIn = isWanted(kind)
      } else if isIn, let id = tag.attributes["id"] {
        ids.append(id)
      }
    }
    return ids
  }
}
