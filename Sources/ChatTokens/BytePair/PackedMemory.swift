/// Bytes at one place in memory, aligned as a packed vocabulary must be.
package final class PackedMemory: Sendable {
  nonisolated(unsafe) private let buffer: UnsafeMutableRawBufferPointer

  package init(_ bytes: [UInt8]) {
    buffer = .allocate(byteCount: bytes.count, alignment: 64)
    buffer.copyBytes(from: bytes)
  }

  deinit { buffer.deallocate() }

  /// The bytes, for as long as the object lives.
  package var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(buffer) }
}
