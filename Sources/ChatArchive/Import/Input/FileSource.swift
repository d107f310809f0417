import Glibc

/// The bytes of a file.
final class FileSource: ByteSource {
  private let path: String
  private let descriptor: Int32
  let size: Int?

  /// Opens a file.
  /// - Throws: `ImportError.unreadable`.
  init(path: String) throws {
    self.path = path
    // A pipe in a folder has nobody who writes into it.
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
    guard descriptor >= 0 else { throw Self.failure(path) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw ImportError.unreadable(path: path, reason: "it is not a regular file")
    }
    size = Int(status.st_size)
    posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
  }

  deinit { close(descriptor) }

  func read(_ limit: Int) throws -> [UInt8] {
    while true {
      var count = 0
      let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, initialized in
        count = Glibc.read(descriptor, buffer.baseAddress, limit)
        initialized = max(0, count)
      }
      if count >= 0 { return bytes }
      guard errno == EINTR else { throw Self.failure(path) }
    }
  }

  /// Reads a whole file of at most so many bytes; nil for a larger one.
  static func whole(path: String, limit: Int) throws -> [UInt8]? {
    let source = try FileSource(path: path)
    guard let size = source.size, size <= limit else { return nil }
    var bytes: [UInt8] = []
    while true {
      let piece = try source.read(1 << 20)
      if piece.isEmpty { return bytes }
      bytes += piece
      if bytes.count > limit { return nil }
    }
  }

  private static func failure(_ path: String) -> ImportError {
    errno == ENOENT
      ? .notFound(path: path) : .unreadable(path: path, reason: String(cString: strerror(errno)))
  }
}
