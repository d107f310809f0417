/// The first bytes of a packed vocabulary.
struct VocabularyHeader {
  static let size = 40
  /// `convobp` and the version of the layout.
  private static let magic: UInt64 = 0x01_70_62_6f_76_6e_6f_63

  /// How many tokens the tables have.
  var tokens: UInt32
  var units: UInt32
  var pairs: UInt32
  /// How many more there are that are whole pieces or nothing.
  var wholes: UInt32 = 0
  /// How many bytes they take.
  var wholeBytes: UInt32 = 0
  /// The id of the first token, where ids follow from the order.
  var firstID: UInt32
  var hasIDs: Bool
  var splitting: Splitting
  /// Whether texts are normalized to Form C first.
  var normalizes: Bool
  /// Whether no token merges before its parts.
  var isOrdered: Bool

  /// The size of the whole, header included.
  var total: Int {
    Self.size + Int(tokens) * (hasIDs ? 12 : 8) + (Int(units) + Int(pairs)) * 4 + Int(wholeBytes)
  }

  init(
    tokens: Int, units: Int, pairs: Int, firstID: UInt32, hasIDs: Bool, splitting: Splitting,
    normalizes: Bool, isOrdered: Bool
  ) {
    self.tokens = UInt32(tokens)
    self.units = UInt32(units)
    self.pairs = UInt32(pairs)
    self.firstID = firstID
    self.hasIDs = hasIDs
    self.splitting = splitting
    self.normalizes = normalizes
    self.isOrdered = isOrdered
  }

  /// Reads it; nil if the bytes are not a whole vocabulary of this layout.
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= Self.size,
      UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self)) == Self.magic
    else { return nil }
    func word(_ index: Int) -> UInt32 {
      UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: index * 4, as: UInt32.self))
    }
    guard let splitting = Splitting(rawValue: UInt8(truncatingIfNeeded: word(8) >> 8)) else {
      return nil
    }
    (tokens, units, pairs, wholes, wholeBytes, firstID) =
      (word(2), word(3), word(4), word(5), word(6), word(7))
    hasIDs = word(8) & 1 != 0
    normalizes = word(8) & 2 != 0
    isOrdered = word(8) & 4 == 0
    self.splitting = splitting
    guard bytes.count == total, tokens >= 256, tokens <= Self.mostTokens,
      units >= 512, units % 512 == 0, units <= Self.mostUnits, pairs > 0
    else { return nil }
  }

  /// More would not fit into the bits that the tables have for them.
  static let mostTokens = (1 << 20) - 1
  static let mostUnits = 1 << 21
  /// Longer ones would take long to compile; the longest of real vocabularies have 128 to 258.
  static let longestToken = 1024

  var words: [UInt32] {
    [
      UInt32(truncatingIfNeeded: Self.magic), UInt32(truncatingIfNeeded: Self.magic >> 32), tokens,
      units, pairs, wholes, wholeBytes, firstID,
      (hasIDs ? 1 : 0) | (normalizes ? 2 : 0) | (isOrdered ? 0 : 4) | UInt32(splitting.rawValue)
        << 8,
      0,
    ]
  }
}
