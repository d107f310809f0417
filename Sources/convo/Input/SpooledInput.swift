import Glibc

/// Standard input as a file without which an archive or a database cannot be read.
///
/// Nobody else can read it, and it is gone with this object.
final class SpooledInput {
  let path: String

  /// Copies standard input to its end.
  init() throws {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    let file = try TemporaryFile.make("\(folder)/convo-")
    let descriptor = file.descriptor
    path = file.path
    defer { close(descriptor) }
    do {
      var buffer = [UInt8](repeating: 0, count: 1 << 20)
      while true {
        let count = read(STDIN_FILENO, &buffer, buffer.count)
        if count < 0, errno == EINTR { continue }
        guard count >= 0 else {
          throw Failure(.inputOutput, "standard input: \(String(cString: strerror(errno)))")
        }
        if count == 0 { break }
        try InputBytes.write(Array(buffer[..<count]), to: descriptor)
      }
    } catch {
      unlink(path)
      throw error
    }
  }

  deinit { unlink(path) }
}
