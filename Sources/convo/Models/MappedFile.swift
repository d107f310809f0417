import Glibc

/// A file's bytes where the system keeps them, for as long as the object lives.
final class MappedFile: Sendable {
  nonisolated(unsafe) let bytes: UnsafeRawBufferPointer

  /// Maps an open file; nil for one that is empty or cannot be mapped.
  ///
  /// What others write into the file later may show, so only files that are replaced whole are mapped.
  init?(_ descriptor: Int32, size: Int) {
    guard size > 0,
      let base = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), base != MAP_FAILED
    else { return nil }
    bytes = UnsafeRawBufferPointer(start: base, count: size)
  }

  deinit {
    munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
  }
}
