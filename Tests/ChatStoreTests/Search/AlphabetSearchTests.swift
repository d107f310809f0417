import ChatTestSupport
import Foundation
import Testing

@testable import ChatStore

@Suite(
  "In languages with alphabets whole words, beginnings and phrases are found, whatever their marks")
struct AlphabetSearchTests {
  /// The words of a text, without marks and in small letters, by a reading of Unicode that knows nothing
  /// of the tokenizer.
  static func words(of text: String) -> [String] {
    var words: [String] = []
    var word = String.UnicodeScalarView()
    func end() {
      if !word.isEmpty { words.append(String(word)) }
      word = String.UnicodeScalarView()
    }
    for scalar in text.decomposedStringWithCanonicalMapping.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .nonspacingMark: break
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
        .decimalNumber, .letterNumber, .otherNumber:
        // The two small sigmas are one letter.
        word.append(
          contentsOf: scalar == "ς"
            ? "σ".unicodeScalars : scalar.properties.lowercaseMapping.unicodeScalars)
      default: end()
      }
    }
    end()
    return words
  }

  /// The sentences, every other one with its marks apart from the letters.
  static let texts = AlphabetSentences.all.enumerated().map { number, text in
    number % 2 == 0
      ? text.precomposedStringWithCanonicalMapping : text.decomposedStringWithCanonicalMapping
  }

  static let tokens = texts.map(words)

  /// The ways in which somebody types a text.
  static func typed(_ text: String) -> [String] {
    [
      text.precomposedStringWithCanonicalMapping, text.decomposedStringWithCanonicalMapping,
      text.lowercased(), words(of: text).joined(separator: " "),
    ] + (text.contains("ß") ? [] : [text.uppercased()])
  }

  /// The words of the sentences as they are written.
  static func written(_ text: String) -> [String] {
    text.split { $0.isWhitespace }.map(String.init).filter { words(of: $0).count == 1 }
  }

  private func withSentences(_ body: (@escaping (String) throws -> [Int]) throws -> Void) throws {
    try withStore { store in
      let messages = try store.conversation(Self.texts.map { .user($0) }).messages
      let numbers = Dictionary(uniqueKeysWithValues: zip(messages.map(\.id), messages.indices))
      try body { typed in
        try store.search(typed, limit: .max).compactMap { numbers[$0.message] }
      }
    }
  }

  private static func scan(_ holds: ([String]) -> Bool) -> [Int] {
    tokens.indices.filter { holds(tokens[$0]) }.reversed()
  }

  @Test("A whole word, typed with its marks, without, composed or not, in small or capital letters")
  func wholeWords() throws {
    try withSentences { found in
      for word in Set(Self.texts.flatMap(Self.written)) {
        guard let token = Self.words(of: word).first else { continue }
        let expected = Self.scan { $0.contains(token) }
        try #require(!expected.isEmpty)
        for typed in Self.typed(word) where SearchableText.isSearchable(typed) {
          let numbers = try found("\"\(typed)\"")
          #expect(numbers == expected, "\(typed)")
        }
      }
    }
  }

  @Test("The beginning of a word with a star, and without one only where it is a word")
  func prefixes() throws {
    try withSentences { found in
      for token in Set(Self.tokens.joined()) {
        let length = token.unicodeScalars.count
        for count in Set([1, 2, 3, length / 2, length - 1]) where (1..<length).contains(count) {
          let prefix = String(token.unicodeScalars.prefix(count))
          let beginning = try found(prefix + "*")
          #expect(
            beginning
              == Self.scan { $0.contains { $0.unicodeScalars.starts(with: prefix.unicodeScalars) } },
            "\(prefix)*")
          let whole = try found("\"\(prefix)\"")
          #expect(whole == Self.scan { $0.contains(prefix) }, "\(prefix)")
        }
      }
    }
  }

  @Test("Words between quotation marks stand together; the last of them may go on")
  func phrases() throws {
    var generator = SeededGenerator(seed: 8)
    try withSentences { found in
      for tokens in Self.tokens {
        for _ in 0..<6 {
          let length = Int.random(in: 2...4, using: &generator)
          let start = Int.random(in: 0...tokens.count - length, using: &generator)
          let phrase = Array(tokens[start..<start + length])
          let together = try found("\"\(phrase.joined(separator: " "))\"")
          #expect(together == Self.scan { $0.firstRange(of: phrase) != nil })
          #expect(together.count >= 1)
          let mixed = phrase.shuffled(using: &generator)
          let other = try found("\"\(mixed.joined(separator: " "))\"")
          #expect(other == Self.scan { $0.firstRange(of: mixed) != nil }, "\(mixed)")
          let anywhere = try found(mixed.map { "\"\($0)\"" }.joined(separator: " "))
          #expect(anywhere == Self.scan { Set(phrase).isSubset(of: $0) }, "\(mixed)")
          let last = String(phrase[length - 1].unicodeScalars.prefix(1))
          let going = try found("\"\(phrase.dropLast().joined(separator: " ")) \(last)\"*")
          #expect(going.contains(Self.tokens.firstIndex(of: tokens) ?? -1))
        }
      }
    }
  }

  @Test(
    "A letter is found with its marks and without them, as one character or as several",
    arguments: ["é", "ü", "ệ", "ữ", "ñ", "й", "ё", "ї", "ў", "ά", "ώ", "ϋ", "ΐ", "ΰ", "Ή"])
  func marks(_ letter: String) throws {
    let composed = letter.precomposedStringWithCanonicalMapping
    let decomposed = letter.decomposedStringWithCanonicalMapping
    let forms = [composed, decomposed, Self.words(of: letter).joined()].map { "x\($0)x" }
    try withStore { store in
      _ = try store.conversation(forms.map { .user($0) })
      for form in forms {
        let count = try store.search(form).count
        #expect(count == 3, "\(form.unicodeScalars.map(\.value))")
      }
    }
  }
}
