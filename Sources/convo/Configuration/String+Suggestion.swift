extension String {
  /// The candidate that was probably meant: the one with the fewest changed letters, if few.
  func closest(in candidates: [String]) -> String? {
    let letters = Array(lowercased().prefix(64))
    let scored = candidates.map { ($0, Self.distance(letters, Array($0.lowercased().prefix(64)))) }
    guard let best = scored.min(by: { $0.1 < $1.1 }) else { return nil }
    return best.1 <= max(1, letters.count / 3) ? best.0 : nil
  }

  /// The Levenshtein distance with swaps of neighbours counted once (Damerau, restricted).
  private static func distance(_ left: [Character], _ right: [Character]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for row in left.indices {
      var current = [row + 1]
      for column in right.indices {
        let same = left[row] == right[column]
        var cost = Swift.min(
          last[column] + (same ? 0 : 1), last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          cost = Swift.min(cost, beforeLast[column - 1] + 1)
        }
        current.append(cost)
      }
      (beforeLast, last) = (last, current)
    }
    return last.last ?? 0
  }
}
