import CVocabularies

/// Counts tokens as a model with a byte-pair vocabulary does, to the token.
///
/// Special tokens are text like any other: what a person writes is never an instruction to the model's
/// template. Held against `tiktoken` and Hugging Face's `tokenizers`.
public struct BytePairTokenizer: Tokenizer {
  /// The vocabulary's name; of one from a file, whatever its owner made of it.
  public let id: String
  let vocabulary: PackedVocabulary

  /// The tokenizer of a vocabulary that is part of the program.
  public init?(_ vocabulary: EmbeddedVocabulary) {
    var size = 0
    guard let bytes = cvocabularies_bytes(vocabulary.rawValue, &size),
      let packed = PackedVocabulary(UnsafeRawBufferPointer(start: bytes, count: size))
    else { return nil }
    id = vocabulary.name
    self.vocabulary = packed
  }

  /// The tokenizer of a packed vocabulary; nil if the bytes are not one of this version's layout.
  /// - Parameters:
  ///   - id: Its name in stored counts.
  ///   - packed: What `packed(_:)` made, to the bit: only its first bytes are checked.
  ///   - owner: What keeps the bytes where they are.
  public init?(id: String, packed: UnsafeRawBufferPointer, owner: (any AnyObject & Sendable)?) {
    guard let vocabulary = PackedVocabulary(packed, owner: owner) else { return nil }
    self.id = id
    self.vocabulary = vocabulary
  }

  /// Packs a vocabulary.
  /// - Throws: `VocabularyError`.
  public static func packed(_ source: VocabularySource) throws(VocabularyError) -> [UInt8] {
    try VocabularyCompiler.packed(source)
  }

  /// The number of tokens, which is exact.
  public func count(_ text: String) -> TokenCount {
    var text = text
    return TokenCount(exactly: text.withUTF8 { count($0) })
  }

  /// The number of tokens of well-formed UTF-8.
  public func count(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    vocabulary.isOrdered
      ? count(bytes, by: BytePairMerger.self) : count(bytes, by: PairwiseMerger.self)
  }

  /// The tokens of a text, in order; joined they are the text, as far as the vocabulary normalizes
  /// nothing.
  public func tokens(of text: String) -> [Token] {
    var text = text
    return text.withUTF8 { tokens(of: $0) }
  }

  /// The tokens of well-formed UTF-8.
  public func tokens(of bytes: UnsafeBufferPointer<UInt8>) -> [Token] {
    vocabulary.isOrdered
      ? tokens(of: bytes, by: BytePairMerger.self) : tokens(of: bytes, by: PairwiseMerger.self)
  }

  @inline(__always)
  private func count<Merger: PieceMerger & ~Copyable>(
    _ bytes: UnsafeBufferPointer<UInt8>, by _: Merger.Type
  ) -> Int {
    var sum = 0
    forEachPiece(bytes) { (merger: inout Merger, piece, length) in
      sum &+= merger.count(piece, length)
    }
    return sum
  }

  @inline(__always)
  private func tokens<Merger: PieceMerger & ~Copyable>(
    of bytes: UnsafeBufferPointer<UInt8>, by _: Merger.Type
  ) -> [Token] {
    var tokens: [Token] = []
    forEachPiece(bytes) { (merger: inout Merger, piece, length) in
      merger.find(piece, length) { id, range in
        let bytes = UnsafeBufferPointer(start: piece + range.lowerBound, count: range.count)
        tokens.append(Token(id: id, bytes: Array(bytes)))
      }
    }
    return tokens
  }

  @inline(__always)
  private func forEachPiece<Merger: PieceMerger & ~Copyable>(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ body: (inout Merger, UnsafePointer<UInt8>, Int) -> Void
  ) {
    if vocabulary.normalizes, let composed = CanonicalComposition.composed(bytes) {
      return composed.withUnsafeBufferPointer { split($0, body) }
    }
    split(bytes, body)
  }

  @inline(__always)
  private func split<Merger: PieceMerger & ~Copyable>(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ body: (inout Merger, UnsafePointer<UInt8>, Int) -> Void
  ) {
    switch vocabulary.splitting {
    case .cl100k: split(bytes, by: CL100KRule.self, body)
    case .o200k: split(bytes, by: O200KRule.self, body)
    case .qwen: split(bytes, by: QwenRule.self, body)
    case .deepSeek: split(bytes, by: DeepSeekRule.self, body)
    case .llama3: split(bytes, by: Llama3Rule.self, body)
    case .gpt2: split(bytes, by: GPT2Rule.self, body)
    case .markedWords: split(bytes, by: MarkedWordRule.self, body)
    }
  }

  @inline(__always)
  private func split<Rule: SplittingRule, Merger: PieceMerger & ~Copyable>(
    _ bytes: UnsafeBufferPointer<UInt8>, by rule: Rule.Type,
    _ body: (inout Merger, UnsafePointer<UInt8>, Int) -> Void
  ) {
    guard let base = bytes.baseAddress else { return }
    let text = SplittableText(base, count: bytes.count)
    var merger = Merger(vocabulary)
    var start = 0
    while start < bytes.count {
      let end = rule.end(of: text, from: start)
      body(&merger, base + start, end &- start)
      start = end
    }
  }
}
