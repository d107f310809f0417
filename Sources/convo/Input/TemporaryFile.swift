import Glibc

/// New files under names that nobody has.
enum TemporaryFile {
  /// Makes a file that only its owner can use (mkstemp(3): 0600), open for reading and writing.
  static func make(
    _ prefix: String, suffix: String = ""
  ) throws(SystemError) -> (descriptor: Int32, path: String) {
    var name = Array((prefix + "XXXXXX" + suffix).utf8CString)
    let descriptor = mkstemps(&name, Int32(truncatingIfNeeded: suffix.utf8.count))
    guard descriptor >= 0 else { throw .current }
    // An editor or another child has no use for the descriptor.
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    let path = name.dropLast().map { UInt8(bitPattern: $0) }
    return (descriptor, String(decoding: path, as: UTF8.self))
  }
}
