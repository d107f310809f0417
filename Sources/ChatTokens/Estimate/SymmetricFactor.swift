/// The factors of a positive definite matrix A = L D Lᵀ, where L is lower triangular with ones on
/// its diagonal, and D is diagonal.
///
/// It takes no square root, so that nothing need be linked for it.
struct SymmetricFactor {
  /// L below the diagonal, and D on it.
  private var rows: [[Double]]

  /// Factors a matrix of which each row holds the columns up to the diagonal.
  /// - Returns: nil when the matrix is not positive definite, or not finite.
  init?(_ lower: [[Double]]) {
    rows = lower
    for row in rows.indices {
      for column in 0...row {
        var value = rows[row][column]
        for index in 0..<column {
          let other = column == row ? rows[row][index] : rows[column][index]
          value -= rows[row][index] * other * rows[index][index]
        }
        if column < row {
          rows[row][column] = value / rows[column][column]
        } else {
          guard value > 0, value.isFinite else { return nil }
          rows[row][row] = value
        }
      }
    }
  }

  /// The solution x of A x = b.
  func solve(_ right: [Double]) -> [Double] {
    var solution = right
    for row in rows.indices {
      for column in 0..<row { solution[row] -= rows[row][column] * solution[column] }
    }
    for row in rows.indices { solution[row] /= rows[row][row] }
    for row in rows.indices.reversed() {
      for below in rows.indices[(row + 1)...] {
        solution[row] -= rows[below][row] * solution[below]
      }
    }
    return solution
  }
}
