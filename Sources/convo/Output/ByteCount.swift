/// A number of bytes as people read it.
struct ByteCount: CustomStringConvertible {
  let bytes: Int

  init(_ bytes: Int) { self.bytes = bytes }

  /// In bytes, KiB or MiB, rounded to tenths where that says more.
  var description: String {
    let units = [(1 << 20, "MiB"), (1 << 10, "KiB")]
    guard let (unit, name) = units.first(where: { bytes >= $0.0 }) else {
      return bytes == 1 ? "1 byte" : "\(bytes) bytes"
    }
    let tenths = (bytes / (unit / 16) * 10 + 8) / 16
    return tenths < 100 ? "\(tenths / 10).\(tenths % 10) \(name)" : "\(tenths / 10) \(name)"
  }
}
