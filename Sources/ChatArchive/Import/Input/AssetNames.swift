/// The names of what stands beside an export, to be found by their beginnings.
struct AssetNames<Place> {
  private let entries: [(name: [UInt8], place: Place)]

  /// Takes the names, each without folders.
  init(_ names: [(name: String, place: Place)]) {
    entries = names.map { (Array($0.name.utf8), $0.place) }
      .sorted { $0.name.lexicographicallyPrecedes($1.name) }
  }

  /// Where the first of those is whose names are this, or this with something behind a hyphen or a full stop: more
  /// letters would be another name.
  func place(beginning prefix: String) -> Place? {
    let prefix = Array(prefix.utf8)
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = low + (high - low) / 2
      if entries[middle].name.lexicographicallyPrecedes(prefix) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    guard !prefix.isEmpty else { return nil }
    return entries[low...].lazy.prefix { $0.name.starts(with: prefix) }.first { entry in
      let next = entry.name.dropFirst(prefix.count).first
      return next == nil || next == UInt8(ascii: "-") || next == UInt8(ascii: ".")
    }?.place
  }
}
