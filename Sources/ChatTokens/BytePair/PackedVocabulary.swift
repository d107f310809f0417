/// A byte-pair vocabulary in the form in which it is used: tables that are read where they lie.
///
/// The bytes are part of the program or a mapped file, so that opening one reads a header and nothing
/// else, and only the pages that a text needs are ever loaded.
///
/// The layout, integers little-endian:
///
/// | Part | Size | Holds |
/// |---|---|---|
/// | header | 40 bytes | `VocabularyHeader` |
/// | splits | 8 bytes a token | `TokenSplit` |
/// | units | 4 bytes a unit | a trie as a double array, see `TrieUnit` |
/// | pairs | 4 bytes a slot | a hash table from two parts to the token they merge into |
/// | ids | 4 bytes a token | what the vocabulary calls each token, if that is not index + first id |
/// | wholes | any | of an ordered vocabulary, tokens that merging does not lead to: id, length, bytes |
///
/// Tokens are numbered by rank: the 256 single bytes first, then in the order in which they merge. Of an
/// unordered vocabulary, tokens that are whole pieces or nothing come last, and no pair makes them.
struct PackedVocabulary: Sendable {
  /// How texts are cut.
  let splitting: Splitting
  /// Whether texts are normalized first.
  let normalizes: Bool
  /// Whether no token merges before its parts, as `BytePairMerger` needs it.
  let isOrdered: Bool

  // The bytes never change, and stay where they are: they are embedded, or kept by `owner`.
  nonisolated(unsafe) let splits: UnsafePointer<UInt64>
  nonisolated(unsafe) let units: UnsafePointer<UInt32>
  nonisolated(unsafe) let pairs: UnsafePointer<UInt32>
  nonisolated(unsafe) private let ids: UnsafePointer<UInt32>?
  let pairCapacity: UInt64
  private let firstID: UInt32
  /// Ids of pieces that are tokens although merging does not lead to them.
  let wholes: [[UInt8]: UInt32]
  private let owner: (any AnyObject & Sendable)?

  /// Opens packed bytes; nil if they are not a vocabulary of this layout.
  /// - Parameters:
  ///   - bytes: A whole vocabulary, aligned to 8 bytes.
  ///   - owner: What keeps the bytes where they are; nil for embedded ones.
  init?(_ bytes: UnsafeRawBufferPointer, owner: (any AnyObject & Sendable)? = nil) {
    guard let header = VocabularyHeader(bytes), let base = bytes.baseAddress else { return nil }
    splitting = header.splitting
    normalizes = header.normalizes
    isOrdered = header.isOrdered
    firstID = header.firstID
    pairCapacity = UInt64(header.pairs)
    var offset = VocabularyHeader.size
    func take<Word>(_ count: Int, of type: Word.Type) -> UnsafePointer<Word> {
      defer { offset += count * MemoryLayout<Word>.size }
      return (base + offset).assumingMemoryBound(to: type)
    }
    splits = take(Int(header.tokens), of: UInt64.self)
    units = take(Int(header.units), of: UInt32.self)
    pairs = take(Int(header.pairs), of: UInt32.self)
    ids = header.hasIDs ? take(Int(header.tokens), of: UInt32.self) : nil
    guard let wholes = Self.wholes(bytes[offset...], count: Int(header.wholes)) else { return nil }
    self.wholes = wholes
    self.owner = owner
  }

  private static func wholes(
    _ bytes: Slice<UnsafeRawBufferPointer>, count: Int
  ) -> [[UInt8]: UInt32]? {
    var wholes: [[UInt8]: UInt32] = [:]
    var rest = bytes
    func word() -> UInt32? {
      guard rest.count >= 4 else { return nil }
      defer { rest = rest.dropFirst(4) }
      return rest.prefix(4).reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }
    for _ in 0..<count {
      guard let id = word(), let length = word(), rest.count >= length else { return nil }
      wholes[Array(rest.prefix(Int(length)))] = id
      rest = rest.dropFirst(Int(length))
    }
    return rest.isEmpty ? wholes : nil
  }

  /// What the vocabulary calls a token.
  func id(of token: UInt32) -> UInt32 {
    ids.map { $0[Int(token)] } ?? token &+ firstID
  }

  /// The length of a token in bytes.
  @inline(__always)
  func length(of token: UInt32) -> Int {
    TokenSplit(rawValue: splits[Int(truncatingIfNeeded: token)]).length
  }
}
