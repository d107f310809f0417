import Glibc

/// Where a file of an archive is, by the archive's own table of contents.
///
/// minizip says so too, but the one that Linux distributions have does not read the sizes and places of ZIP64,
/// which archives of more than four gigabytes have. The layout is that of sections 4.3.12 and 4.5.3 of
/// <https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT>.
struct ZIPEntryPlace {
  let size: Int
  let compressedSize: Int
  /// Where its header begins, which its data stands behind.
  let header: Int
  /// CRC-32 of its bytes.
  let checkSum: UInt

  /// Reads the entry that begins at a place; nil where none is, or it is damaged.
  init?(_ file: Int32, at place: Int) {
    guard let fixed = Self.read(file, 46, at: place), Self.number(fixed, 0, 4) == 0x0201_4B50,
      let extra = Self.read(
        file, Self.number(fixed, 30, 2), at: place + 46 + Self.number(fixed, 28, 2))
    else { return nil }
    checkSum = UInt(Self.number(fixed, 16, 4))
    // Of those that do not fit here, the extra field has the numbers, in this order.
    var numbers = [24, 20, 42].map { Self.number(fixed, $0, 4) }
    var rest = Self.large(extra)
    for index in numbers.indices where numbers[index] == Self.isElsewhere {
      guard rest.count >= 8 else { return nil }
      guard let number = Int(exactly: Self.wide(Array(rest.prefix(8)))) else { return nil }
      numbers[index] = number
      rest = rest.dropFirst(8)
    }
    (size, compressedSize, header) = (numbers[0], numbers[1], numbers[2])
  }

  /// Where its data begins; nil where its header is damaged.
  func data(in file: Int32) -> Int? {
    guard let fixed = Self.read(file, 30, at: header), Self.number(fixed, 0, 4) == 0x0403_4B50
    else { return nil }
    return header + 30 + Self.number(fixed, 26, 2) + Self.number(fixed, 28, 2)
  }

  private static let isElsewhere = 0xFFFF_FFFF

  /// The part of an extra field that ZIP64 has.
  private static func large(_ extra: [UInt8]) -> ArraySlice<UInt8> {
    var rest = extra[...]
    while rest.count >= 4 {
      let field = Array(rest.prefix(4))
      let body = rest.dropFirst(4).prefix(number(field, 2, 2))
      if number(field, 0, 2) == 1 { return body }
      rest = rest[body.endIndex...]
    }
    return []
  }

  private static func number(_ bytes: [UInt8], _ place: Int, _ size: Int) -> Int {
    bytes[place..<place + size].reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  private static func wide(_ bytes: [UInt8]) -> UInt64 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  private static func read(_ file: Int32, _ count: Int, at place: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    guard place >= 0, place < Int.max - count,
      pread(file, &bytes, count, off_t(place)) == count
    else { return nil }
    return bytes
  }
}
