/// Turns the tokens of a vocabulary into packed tables.
struct VocabularyCompiler {
  private let source: VocabularySource
  private var ranks: [ArraySlice<UInt8>: Int] = [:]
  /// The tokens that the file's pairs make; nil where the file lists no pairs.
  private let made: Set<[UInt8]>?

  /// The tables.
  /// - Throws: `VocabularyError` for a vocabulary that cannot be used.
  static func packed(_ source: VocabularySource) throws(VocabularyError) -> [UInt8] {
    try VocabularyCompiler(source).packed()
  }

  private init(_ source: VocabularySource) throws(VocabularyError) {
    self.source = source
    made = source.pairs.map { Set($0.map { $0.left + $0.right }) }
    guard source.entries.count <= VocabularyHeader.mostTokens else { throw .tooLarge }
    ranks.reserveCapacity(source.entries.count)
    for (rank, entry) in source.entries.enumerated() {
      guard ranks.updateValue(rank, forKey: entry.bytes[...]) == nil, !entry.bytes.isEmpty else {
        throw .duplicate(id: entry.id)
      }
      guard entry.bytes.count <= VocabularyHeader.longestToken else { throw .tooLong(id: entry.id) }
    }
    for byte in UInt8.min...UInt8.max {
      guard let rank = ranks[[byte]], rank < 256 else { throw .missingByte(byte) }
    }
  }

  private func packed() throws(VocabularyError) -> [UInt8] {
    var parts: [(left: Int, right: Int)?] = []
    parts.reserveCapacity(source.entries.count)
    for rank in source.entries.indices { parts.append(try self.parts(of: rank)) }
    try checkPairs(parts)
    let merging = source.entries.indices.filter { parts[$0] != nil }
    var places = Array(repeating: UInt32.max, count: parts.count)
    for (place, rank) in merging.enumerated() { places[rank] = UInt32(place) }
    let tokens = merging.map { source.entries[$0].bytes }
    let order = tokens.indices.sorted { tokens[$0].lexicographicallyPrecedes(tokens[$1]) }
    let units = DoubleArrayBuilder.units(
      tokens: order.map { tokens[$0][...] }, values: order.map { UInt32($0) })
    guard units.count <= VocabularyHeader.mostUnits else { throw .tooLarge }
    let splits = splits(merging.compactMap { parts[$0] }, places: places, tokens: tokens)
    let pairs = pairs(splits)
    let ids = merging.map { source.entries[$0].id }
    let followsOrder = ids.enumerated().allSatisfy { $1 == ids[0] &+ UInt32($0) }
    var header = VocabularyHeader(
      tokens: tokens.count, units: units.count, pairs: pairs.count, firstID: ids[0],
      hasIDs: !followsOrder, splitting: source.splitting, normalizes: source.normalizes)
    let wholes = source.matchesWholePieces ? wholes(parts) : []
    header.wholes = UInt32(wholes.count)
    let wholeBytes = wholes.flatMap { entry in
      Self.bytes([entry.id, UInt32(entry.bytes.count)]) + entry.bytes
    }
    header.wholeBytes = UInt32(wholeBytes.count)
    return Self.bytes(header.words) + Self.bytes(splits) + Self.bytes(units) + Self.bytes(pairs)
      + (followsOrder ? [] : Self.bytes(ids)) + wholeBytes
  }

  /// The ranks of the two tokens that a token is merged from; of a single byte its own; nil for a token
  /// that merging does not lead to.
  /// - Throws: `otherOrder` for a part that merges later than the whole, which the merger cannot follow.
  private func parts(of rank: Int) throws(VocabularyError) -> (left: Int, right: Int)? {
    let token = source.entries[rank].bytes
    guard token.count > 1 else { return (rank, rank) }
    guard made?.contains(token) ?? true else { return nil }
    var bounds = Array(0...token.count)
    while bounds.count > 3 {
      var best = Int.max
      var place: Int?
      for index in 0..<bounds.count - 2 {
        if let other = ranks[token[bounds[index]..<bounds[index + 2]]], other < best {
          best = other
          place = index
        }
      }
      guard let place else { return nil }
      bounds.remove(at: place + 1)
    }
    guard let left = ranks[token[..<bounds[1]]], let right = ranks[token[bounds[1]...]] else {
      return nil
    }
    guard max(left, right) < rank else { throw .otherOrder(id: source.entries[rank].id) }
    return (left, right)
  }

  /// Where a file lists pairs, ranks say the same only if every token is made of a listed one.
  ///
  /// Then no other pair ever stands side by side, and the listed ones merge in the order of ranks.
  private func checkPairs(_ parts: [(left: Int, right: Int)?]) throws(VocabularyError) {
    guard let pairs = source.pairs else { return }
    for (entry, part) in zip(source.entries, parts) where made?.contains(entry.bytes) == true {
      guard let part,
        pairs.contains(
          MergePair(
            left: source.entries[part.left].bytes, right: source.entries[part.right].bytes))
      else { throw .otherOrder(id: entry.id) }
    }
  }

  private func splits(
    _ parts: [(left: Int, right: Int)], places: [UInt32], tokens: [[UInt8]]
  ) -> [UInt64] {
    var isLeft = Array(repeating: false, count: tokens.count)
    var isRight = isLeft
    let parts = parts.map { (left: places[$0.left], right: places[$0.right]) }
    for (token, part) in parts.enumerated() where tokens[token].count > 1 {
      isLeft[Int(part.left)] = true
      isRight[Int(part.right)] = true
    }
    return parts.indices.map { token in
      TokenSplit(
        left: parts[token].left, right: parts[token].right, length: tokens[token].count,
        isLeftPart: isLeft[token], isRightPart: isRight[token]
      ).rawValue
    }
  }

  private func pairs(_ splits: [UInt64]) -> [UInt32] {
    let capacity = splits.count * 3 / 2
    var pairs = Array(repeating: PairTable.empty, count: capacity)
    for (token, split) in splits.enumerated() where TokenSplit(rawValue: split).length > 1 {
      let hash = PairTable.hash(TokenSplit(rawValue: split).parts)
      var slot = PairTable.slot(hash, capacity: UInt64(capacity))
      while pairs[slot] != PairTable.empty { slot = (slot + 1) % capacity }
      pairs[slot] = PairTable.mark(hash) << 20 | UInt32(token)
    }
    return pairs
  }

  private func wholes(_ parts: [(left: Int, right: Int)?]) -> [VocabularySource.Entry] {
    source.entries.indices.filter { parts[$0] == nil }.map { source.entries[$0] }
  }

  private static func bytes(_ words: [some FixedWidthInteger]) -> [UInt8] {
    words.flatMap { word in withUnsafeBytes(of: word.littleEndian) { Array($0) } }
  }
}
