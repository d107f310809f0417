import ChatStore

/// How a model's images are counted, by the names that files use.
enum ImageRule: String, Sendable, CaseIterable {
  case openAI = "openai"
  case gpt4oMini = "gpt-4o-mini"
  case qwen
  case safe

  /// The rule's rates.
  var cost: ImageCost {
    switch self {
    case .openAI: .gpt4o
    case .gpt4oMini: .gpt4oMini
    case .qwen: .qwen
    case .safe: .safe
    }
  }
}
