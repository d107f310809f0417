/// A column of a usage report.
struct UsageColumn {
  let title: String
  private(set) var cells: [String]
  let isText: Bool
  /// Columns with the greatest numbers are left out first where the terminal is too narrow.
  let rank: Int
  /// How wide its widest cell is, or its title.
  private(set) var width: Int

  init(title: String, cells: [String], isText: Bool, rank: Int) {
    (self.title, self.cells, self.isText, self.rank) = (title, cells, isText, rank)
    width = Self.width(title, cells)
  }

  /// Cuts what is wider.
  mutating func fit(to width: Int) {
    cells = cells.map { $0.fitted(to: width) }
    self.width = Self.width(title, cells)
  }

  /// The cell of a row in the column's width; the title where there is no row.
  func cell(_ row: Int?) -> String {
    let text = row.map { cells[$0] } ?? title
    return isText ? text.padded(to: width) : text.leftPadded(to: width)
  }

  private static func width(_ title: String, _ cells: [String]) -> Int {
    cells.reduce(title.displayWidth) { max($0, $1.displayWidth) }
  }
}
