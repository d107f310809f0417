import Crypto

extension Identifier {
  /// Derives an identity from where a thing comes from: a version 8 UUID, the same for the same names.
  ///
  /// It is the beginning of SHA-256 over the names, each after its length as eight big-endian bytes, with the
  /// version and the variant that RFC 9562 §5.8 asks for. The first 48 bits are those of the hash of the
  /// program and the conversation alone, so that what belongs together stands together in an index.
  /// - Parameter names: The program, and what it calls the thing, from the outermost inward.
  package init(derivedFrom names: String...) {
    var hasher = SHA256()
    var family: UInt64 = 0
    for (position, name) in names.enumerated() {
      if position == min(2, names.count - 1) { family = Self.halves(of: hasher.finalize()).high }
      var name = name
      withUnsafeBytes(of: UInt64(name.utf8.count).bigEndian) { hasher.update(bufferPointer: $0) }
      name.withUTF8 { hasher.update(bufferPointer: UnsafeRawBufferPointer($0)) }
    }
    let own = Self.halves(of: hasher.finalize())
    self.init(
      high: family & 0xffff_ffff_ffff_0000 | 0x8000 | own.high & 0x0fff,
      low: own.low & 0x3fff_ffff_ffff_ffff | 1 << 63)
  }

  /// Whether it was derived: UUIDs of version 8 are.
  var isDerived: Bool { high >> 12 & 0xf == 8 }

  private static func halves(of digest: SHA256.Digest) -> (high: UInt64, low: UInt64) {
    digest.withUnsafeBytes {
      (
        UInt64(bigEndian: $0.loadUnaligned(as: UInt64.self)),
        UInt64(bigEndian: $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
      )
    }
  }
}
