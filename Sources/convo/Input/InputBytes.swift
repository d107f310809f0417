import Glibc

/// Whole reads and writes on a file descriptor.
enum InputBytes {
  /// Why not everything was read.
  enum Failure: Error, Equatable {
    /// There is more than the limit.
    case tooLong
    /// The system refused.
    case system(SystemError)
  }

  /// Reads up to the end.
  static func read(_ descriptor: Int32, limit: Int) throws(Failure) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count == 0 { return bytes }
      guard count > 0 else {
        let error = SystemError.current
        switch error.number {
        case EINTR: continue
        // A parent may have left the pipe non-blocking.
        case EAGAIN where !isRegularFile(descriptor): wait(for: descriptor, POLLIN)
        default: throw .system(error)
        }
        continue
      }
      bytes += buffer.prefix(count)
      if bytes.count > limit { throw .tooLong }
    }
  }

  /// Writes everything.
  static func write(_ bytes: [UInt8], to descriptor: Int32) throws(SystemError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        wait(for: descriptor, POLLOUT)
      } else if errno != EINTR {
        throw .current
      }
    }
  }

  /// What says it is a file has all that it will ever have; some of /proc have nothing for now.
  private static func isRegularFile(_ descriptor: Int32) -> Bool {
    var status = stat()
    return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  private static func wait(for descriptor: Int32, _ events: Int32) {
    var entry = pollfd(fd: descriptor, events: Int16(truncatingIfNeeded: events), revents: 0)
    poll(&entry, 1, -1)
  }
}
