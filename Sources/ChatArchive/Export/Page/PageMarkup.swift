import ChatSession

/// HTML that is written piece by piece.
///
/// Whatever is not written in the program passes through `PageText`: tags and the names of attributes are
/// literals, so that no text can make an element.
struct PageMarkup {
  /// What was written since it was last taken.
  private(set) var bytes: [UInt8] = []

  /// Adds markup of the program's own.
  mutating func add(_ markup: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: markup.utf8Start, count: markup.utf8CodeUnitCount))
  }

  /// Adds text, escaped.
  mutating func add(text: String) {
    PageText.append(text, to: &bytes)
  }

  /// Adds text, escaped.
  mutating func add(text utf8: UnsafeBufferPointer<UInt8>) {
    PageText.append(utf8, to: &bytes)
  }

  /// Adds a number.
  mutating func add(_ number: Int) {
    bytes.append(contentsOf: String(number).utf8)
  }

  /// Adds the address of a link, in which only what RFC 3986 allows stays as it is.
  mutating func add(address utf8: UnsafeBufferPointer<UInt8>) {
    let digits: StaticString = "0123456789ABCDEF"
    for byte in utf8 {
      switch byte {
      case UInt8(ascii: "&"): bytes.append(contentsOf: "&amp;".utf8)
      case 0x21, 0x23...0x25, 0x28...0x3B, 0x3D, 0x3F...0x5F, 0x61...0x7A, 0x7E: bytes.append(byte)
      default:
        bytes.append(UInt8(ascii: "%"))
        bytes.append(digits.utf8Start[Int(byte >> 4)])
        bytes.append(digits.utf8Start[Int(byte & 15)])
      }
    }
  }

  /// Adds bytes in base64, of a picture for example, without a second copy of all of it.
  mutating func add(base64 data: [UInt8]) {
    let step = 3 << 14
    var start = 0
    while start < data.count {
      let end = min(start + step, data.count)
      bytes.append(contentsOf: Array(data[start..<end]).base64.utf8)
      start = end
    }
  }

  /// Adds what is embedded in the program.
  mutating func add(embedded text: UnsafeRawBufferPointer) {
    bytes.append(contentsOf: text)
  }

  /// Gives back what was written and begins anew.
  mutating func take() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: bytes.capacity < 1 << 20) }
    return bytes
  }

  /// Forgets what was written behind a place.
  mutating func shorten(to count: Int) {
    if count < bytes.count { bytes.removeSubrange(count...) }
  }
}
