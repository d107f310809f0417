/// Turns the tokens of a vocabulary into packed tables.
struct VocabularyCompiler {
  private let source: VocabularySource
  /// The places of the tokens in the source, in the order of their numbers: the single bytes, those that
  /// come about by merging in the order in which they do, and, of an unordered vocabulary, the others.
  private var places: [Int]
  /// The numbers of the two parts of each token; of one that does not come about by merging its own.
  private var parts: [(left: Int, right: Int)]
  /// How many tokens come about by merging, single bytes included.
  private let merging: Int
  /// Whether every token merges later than its parts do.
  private let isOrdered: Bool
  /// The places of tokens that are whole pieces or nothing.
  private let wholes: [Int]

  /// The tables.
  /// - Throws: `VocabularyError` for a vocabulary that cannot be used.
  static func packed(_ source: VocabularySource) throws(VocabularyError) -> [UInt8] {
    try VocabularyCompiler(source).packed()
  }

  private init(_ source: VocabularySource) throws(VocabularyError) {
    self.source = source
    let order = try MergeOrder(source)
    var origins: [(place: Int, origin: MergeOrder.Origin)] = []
    var others: [Int] = []
    // The order has made sure that these are the first.
    for place in 256..<source.entries.count {
      if let origin = order.origin(of: place) {
        origins.append((place, origin))
      } else {
        others.append(place)
      }
    }
    origins.sort { $0.origin.rank < $1.origin.rank }
    var numbers = Array(0..<source.entries.count)
    for (index, token) in origins.enumerated() { numbers[token.place] = 256 + index }
    merging = 256 + origins.count
    places = (0..<256) + origins.map(\.place)
    parts =
      (0..<256).map { ($0, $0) }
      + origins.map { (numbers[$0.origin.left], numbers[$0.origin.right]) }
    isOrdered = parts[256...].enumerated().allSatisfy { max($1.left, $1.right) < 256 + $0 }
    wholes = source.matchesWholePieces ? others : []
    if !isOrdered {
      places += wholes
      parts += (merging..<places.count).map { ($0, $0) }
    }
  }

  private func packed() throws(VocabularyError) -> [UInt8] {
    let tokens = places.map { source.entries[$0].bytes }
    let order = tokens.indices.sorted { tokens[$0].lexicographicallyPrecedes(tokens[$1]) }
    let units = DoubleArrayBuilder.units(
      tokens: order.map { tokens[$0][...] }, values: order.map { UInt32($0) })
    guard units.count <= VocabularyHeader.mostUnits else {
      throw .tooLarge(tokens: source.entries.count)
    }
    let splits = splits(tokens)
    let pairs = pairs(splits)
    let ids = places.map { source.entries[$0].id }
    let followsOrder = ids.enumerated().allSatisfy { $1 == ids[0] &+ UInt32($0) }
    var header = VocabularyHeader(
      tokens: tokens.count, units: units.count, pairs: pairs.count, firstID: ids[0],
      hasIDs: !followsOrder, splitting: source.splitting, normalizes: source.normalizes,
      isOrdered: isOrdered)
    let wholes = isOrdered ? wholes.map { source.entries[$0] } : []
    header.wholes = UInt32(wholes.count)
    let wholeBytes = wholes.flatMap { entry in
      Self.bytes([entry.id, UInt32(entry.bytes.count)]) + entry.bytes
    }
    header.wholeBytes = UInt32(wholeBytes.count)
    return Self.bytes(header.words) + Self.bytes(splits) + Self.bytes(units) + Self.bytes(pairs)
      + (followsOrder ? [] : Self.bytes(ids)) + wholeBytes
  }

  private func splits(_ tokens: [[UInt8]]) -> [UInt64] {
    var isLeft = Array(repeating: false, count: tokens.count)
    var isRight = isLeft
    for part in parts[256..<merging] {
      isLeft[part.left] = true
      isRight[part.right] = true
    }
    return parts.indices.map { token in
      TokenSplit(
        left: UInt32(parts[token].left), right: UInt32(parts[token].right),
        length: tokens[token].count, isLeftPart: isLeft[token], isRightPart: isRight[token]
      ).rawValue
    }
  }

  private func pairs(_ splits: [UInt64]) -> [UInt32] {
    let capacity = splits.count * 3 / 2
    var pairs = Array(repeating: PairTable.empty, count: capacity)
    for token in 256..<merging {
      let hash = PairTable.hash(TokenSplit(rawValue: splits[token]).parts)
      var slot = PairTable.slot(hash, capacity: UInt64(capacity))
      while pairs[slot] != PairTable.empty { slot = (slot + 1) % capacity }
      pairs[slot] = PairTable.mark(hash) << 20 | UInt32(token)
    }
    return pairs
  }

  private static func bytes(_ words: [some FixedWidthInteger]) -> [UInt8] {
    words.flatMap { word in withUnsafeBytes(of: word.littleEndian) { Array($0) } }
  }
}
