extension Int {
  /// A number of bytes for people, in KiB or MiB where that is shorter.
  var byteCount: String {
    if self >= 1 << 20 { return "\(self >> 20).\(((self & 0xF_FFFF) * 10) >> 20) MiB" }
    if self >= 1 << 10 { return "\(self >> 10).\(((self & 0x3FF) * 10) >> 10) KiB" }
    return self == 1 ? "1 byte" : "\(self) bytes"
  }
}
