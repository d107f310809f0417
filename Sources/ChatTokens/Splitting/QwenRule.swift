/// The pattern of Qwen to Qwen3, `tokenizer.json`: each digit by itself.
enum QwenRule: WordRule {
  static let digits = 1
}
