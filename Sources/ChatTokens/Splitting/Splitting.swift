/// How a vocabulary's texts are cut into pieces, by the name of the first that did so.
public enum Splitting: UInt8, Sendable, CaseIterable {
  case cl100k = 1
  case o200k
  case qwen
  case deepSeek
  case llama3
  case gpt2
  case markedWords

  /// What files and options call it.
  public var name: String {
    switch self {
    case .cl100k: "cl100k"
    case .o200k: "o200k"
    case .qwen: "qwen"
    case .deepSeek: "deepseek"
    case .llama3: "llama3"
    case .gpt2: "gpt2"
    case .markedWords: "qwen3.5"
    }
  }

  /// The splitting of that name; nil if there is none.
  public init?(name: String) {
    guard let found = Self.allCases.first(where: { $0.name.utf8.elementsEqual(name.utf8) }) else {
      return nil
    }
    self = found
  }
}
