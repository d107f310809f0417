import CVocabularies

/// A vocabulary that is part of the program.
public enum EmbeddedVocabulary: Int32, Sendable, CaseIterable {
  /// `cl100k_base`: GPT-3.5 and GPT-4.
  case cl100k
  /// `o200k_base`: GPT-4o and later.
  case o200k
  /// That of Qwen to Qwen3.
  case qwen
  /// That of DeepSeek-V3 and R1.
  case deepSeek

  /// The vocabulary of that name; nil if there is none.
  public init?(name: String) {
    guard let found = Self.allCases.first(where: { $0.name.utf8.elementsEqual(name.utf8) }) else {
      return nil
    }
    self = found
  }

  /// What it is called by people, and stored counts.
  public var name: String {
    cvocabularies_name(rawValue).map { String(cString: $0) } ?? ""
  }
}
