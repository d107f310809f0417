import Crypto

extension Identifier {
  /// Derives an identity from where a thing comes from: a version 8 UUID, the same for the same names.
  ///
  /// It is the beginning of SHA-256 over the names, each after its length as eight big-endian bytes, with the
  /// version and the variant that RFC 9562 §5.8 asks for.
  /// - Parameter names: The program, and what it calls the thing, from the outermost inward.
  package init(derivedFrom names: String...) {
    var hasher = SHA256()
    for var name in names {
      withUnsafeBytes(of: UInt64(name.utf8.count).bigEndian) { hasher.update(bufferPointer: $0) }
      name.withUTF8 { hasher.update(bufferPointer: UnsafeRawBufferPointer($0)) }
    }
    let (high, low) = hasher.finalize().withUnsafeBytes {
      (
        UInt64(bigEndian: $0.loadUnaligned(as: UInt64.self)),
        UInt64(bigEndian: $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
      )
    }
    self.init(
      high: high & 0xffff_ffff_ffff_0fff | 0x8000, low: low & 0x3fff_ffff_ffff_ffff | 1 << 63)
  }
}
