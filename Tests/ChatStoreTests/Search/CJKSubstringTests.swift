import ChatTestSupport
import Testing

@testable import ChatStore

@Suite(
  "In Chinese, Japanese and Korean every piece of a text finds exactly the messages it stands in")
struct CJKSubstringTests {
  enum Language: String, CaseIterable, Sendable {
    case chinese, japanese, korean

    var paragraphs: [String] {
      switch self {
      case .chinese: ChineseParagraphs.all
      case .japanese: JapaneseParagraphs.all
      case .korean: KoreanParagraphs.all
      }
    }
  }

  /// The stretches of characters of these scripts.
  ///
  /// Punctuation, spaces, digits and Latin letters end one: no piece goes over them, just as the index
  /// takes what stands on both sides for different words.
  static func runs(of text: String) -> [[Unicode.Scalar]] {
    text.unicodeScalars.split { scalar in
      switch scalar.value {
      case 0x3005, 0x3007, 0x3041...0x3096, 0x309D...0x309F, 0x30A1...0x30FA, 0x30FC...0x30FF,
        0xAC00...0xD7A3:
        false
      default: !scalar.properties.isIdeographic
      }
    }.map(Array.init)
  }

  /// In which messages each piece of a length stands; a plain scan of every place.
  static func places(of length: Int, in paragraphs: [String]) -> [String: Set<Int>] {
    var places: [String: Set<Int>] = [:]
    for (number, paragraph) in paragraphs.enumerated() {
      for run in runs(of: paragraph) where run.count >= length {
        for start in 0...run.count - length {
          var piece = String.UnicodeScalarView()
          piece.append(contentsOf: run[start..<start + length])
          places[String(piece), default: []].insert(number)
        }
      }
    }
    return places
  }

  /// Holds the search for pieces to the scan, newest first.
  private func check(
    _ pieces: some Sequence<(key: String, value: Set<Int>)>, in store: ChatStore,
    _ messages: [Message]
  ) throws -> Int {
    var count = 0
    for (piece, places) in pieces {
      let expected = places.sorted(by: >).map { messages[$0].id }
      let found = try store.search(piece, limit: .max).map(\.message)
      #expect(found == expected, "\(piece)")
      count += 1
    }
    return count
  }

  private func withParagraphs(
    of language: Language, _ body: (ChatStore, [Message]) throws -> Void
  ) throws {
    try withStore { store in
      try #require(language.paragraphs.count >= 20)
      let messages = try store.conversation(language.paragraphs.map { .user($0) }).messages
      try body(store, messages)
    }
  }

  @Test("Every character, and every two that stand together", arguments: Language.allCases)
  func short(language: Language) throws {
    try withParagraphs(of: language) { store, messages in
      let paragraphs = language.paragraphs
      let singles = try check(Self.places(of: 1, in: paragraphs), in: store, messages)
      let pairs = try check(Self.places(of: 2, in: paragraphs), in: store, messages)
      #expect(singles > 250 && pairs > 500, "\(singles) \(pairs)")
    }
  }

  @Test("Three characters, and more up to a whole run", arguments: Language.allCases)
  func long(language: Language) throws {
    var generator = SeededGenerator(seed: 3)
    try withParagraphs(of: language) { store, messages in
      let paragraphs = language.paragraphs
      let longest = paragraphs.flatMap(Self.runs).map(\.count).max() ?? 0
      var count = 0
      for length in 3...longest {
        let places = Self.places(of: length, in: paragraphs).sorted { $0.key < $1.key }
          .shuffled(using: &generator)
        count += try check(places.prefix(length == 3 ? 300 : 40), in: store, messages)
      }
      #expect(count > 400, "\(count)")
    }
  }

  @Test("Characters that never stand together like this find nothing", arguments: Language.allCases)
  func absent(language: Language) throws {
    var generator = SeededGenerator(seed: 4)
    try withParagraphs(of: language) { store, messages in
      let paragraphs = language.paragraphs
      let characters = Self.places(of: 1, in: paragraphs).keys.sorted()
      for length in 2...4 {
        let places = Self.places(of: length, in: paragraphs)
        for _ in 0..<100 {
          let piece = (0..<length).compactMap { _ in
            characters.randomElement(using: &generator)
          }.joined()
          _ = try check([(piece, places[piece] ?? [])], in: store, messages)
        }
      }
    }
  }

  @Test("Two pieces find the messages that have both, wherever", arguments: Language.allCases)
  func both(language: Language) throws {
    var generator = SeededGenerator(seed: 5)
    try withParagraphs(of: language) { store, messages in
      let pairs = Self.places(of: 2, in: language.paragraphs).sorted { $0.key < $1.key }
      for _ in 0..<200 {
        guard let one = pairs.randomElement(using: &generator),
          let two = pairs.randomElement(using: &generator)
        else { return }
        let all = Set(messages.indices)
        _ = try check(
          [
            ("\(one.key) \(two.key)", one.value.intersection(two.value)),
            ("\(one.key)　OR \(two.key)", one.value.union(two.value)),
            ("-\(two.key) \(one.key)", one.value.subtracting(two.value)),
            ("-\(one.key)", all.subtracting(one.value)), ("\(one.key)*", one.value),
          ], in: store, messages)
      }
    }
  }

  @Test("What a search finds is marked where it stands", arguments: Language.allCases)
  func marks(language: Language) throws {
    var generator = SeededGenerator(seed: 6)
    try withParagraphs(of: language) { store, _ in
      let pieces = Self.places(of: 3, in: language.paragraphs).keys.sorted()
        .shuffled(using: &generator)
      for piece in pieces.prefix(100) {
        for hit in try store.search(piece, limit: .max) {
          let marked = hit.snippet.pieces.filter(\.isMatch).map(\.text)
          #expect(!marked.isEmpty && marked.allSatisfy { $0.contains(piece) }, "\(piece)")
        }
      }
    }
  }
}
