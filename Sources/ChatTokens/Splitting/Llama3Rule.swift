/// The pattern of Llama 3 and GLM-4, their `tokenizer.json`: that of `cl100k_base` but for the end of
/// the text.
enum Llama3Rule: WordRule {
  static let digits = 3
}
