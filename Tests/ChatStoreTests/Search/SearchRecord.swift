@testable import ChatStore

/// What a test knows of a message that it stored, without asking the index.
struct SearchRecord {
  let message: Message
  /// The number of its conversation.
  let conversation: Int
  /// The words of each part, in order; an answer of a tool is no content.
  var words: [SearchScope: [String]] = [:]
  /// The model that made it.
  var model: String?
  var traits: Set<SearchTrait> = []

  /// Whether a word stands in one of the parts that are looked in: Latin ones whole, Chinese ones as
  /// characters that stand together.
  func has(_ word: String, in scopes: Set<SearchScope>) -> Bool {
    scopes.contains { scope in
      words[scope, default: []].contains { $0 == word || (!word.isASCII && $0.contains(word)) }
    }
  }

  func has(phrase: [String], in scopes: Set<SearchScope>) -> Bool {
    scopes.contains { words[$0, default: []].firstRange(of: phrase) != nil }
  }

  func has(prefix: String, in scopes: Set<SearchScope>) -> Bool {
    scopes.contains { scope in
      words[scope, default: []].contains {
        $0.hasPrefix(prefix) || (!prefix.isASCII && $0.contains(prefix))
      }
    }
  }
}

extension String {
  fileprivate var isASCII: Bool { utf8.allSatisfy { $0 < 0x80 } }
}
