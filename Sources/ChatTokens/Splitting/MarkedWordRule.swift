/// The pattern of Qwen3.5, `tokenizer.json`: marks are parts of words.
enum MarkedWordRule: WordRule {
  static let digits = 1
  static let word: CharacterClass = [.letter, .mark]
}
