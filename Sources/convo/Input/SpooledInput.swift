import Glibc

/// What can be read only once, as a file: an archive or a database cannot be read from front to back.
///
/// Nobody else can read it, and it is gone with this object.
final class SpooledInput {
  let path: String

  /// Copies standard input, for `-`, or a pipe; nil for what is a file or a folder.
  /// - Throws: `Failure` for what has no end, or cannot be read or written; `CancellationError` when asked to stop.
  static func ifNeeded(_ path: String, unless isCancelled: () -> Bool) throws -> SpooledInput? {
    if path == "-" { return try SpooledInput(STDIN_FILENO, "standard input", isCancelled) }
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    switch status.st_mode & S_IFMT {
    case S_IFREG, S_IFDIR: return nil
    case S_IFIFO:
      let descriptor = open(path, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw Failure(.inputOutput, "\(path): \(SystemError.current)") }
      defer { close(descriptor) }
      return try SpooledInput(descriptor, path, isCancelled)
    default: throw Failure(.refusedData, "\(path) is neither a file nor a folder nor a pipe.")
    }
  }

  private init(_ source: Int32, _ name: String, _ isCancelled: () -> Bool) throws {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    let file = try TemporaryFile.make("\(folder)/convo-")
    path = file.path
    defer { close(file.descriptor) }
    do {
      var buffer = [UInt8](repeating: 0, count: 1 << 20)
      while true {
        if isCancelled() { throw CancellationError() }
        // Ctrl-C does not end a read, since it is noted by another thread.
        var entry = pollfd(fd: source, events: Int16(POLLIN), revents: 0)
        if poll(&entry, 1, 200) == 0 { continue }
        let count = read(source, &buffer, buffer.count)
        if count < 0, errno == EINTR { continue }
        guard count >= 0 else { throw Failure(.inputOutput, "\(name): \(SystemError.current)") }
        if count == 0 { break }
        try InputBytes.write(Array(buffer[..<count]), to: file.descriptor)
      }
    } catch {
      unlink(path)
      if let error = error as? SystemError {
        throw Failure(.inputOutput, "\(folder), for a copy of \(name): \(error)")
      }
      throw error
    }
  }

  deinit { unlink(path) }
}
