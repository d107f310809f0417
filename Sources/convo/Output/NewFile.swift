import Glibc

/// A file that appears under its name only when it is whole, and never replaces another.
final class NewFile {
  private let path: String
  private let temporary: String
  private let handle: UnsafeMutablePointer<FILE>
  private var isKept = false

  /// Begins the file beside its final name.
  init(path: String) throws {
    guard access(path, F_OK) != 0 else {
      throw Failure(
        .inputOutput,
        "\(path) is there already; it was left untouched. Give another name, or remove it first.")
    }
    self.path = path
    temporary = path + ".\(getpid()).part"
    guard let handle = fopen(temporary, "wx") else {
      throw Failure(.inputOutput, "\(path): \(String(cString: strerror(errno))).")
    }
    self.handle = handle
  }

  deinit {
    if !isKept {
      fclose(handle)
      unlink(temporary)
    }
  }

  /// Adds text; a failure shows at the end.
  func write(_ text: String) {
    var text = text
    text.withUTF8 { _ = fwrite($0.baseAddress, 1, $0.count, handle) }
  }

  /// Adds bytes; a failure shows at the end.
  func write(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { _ = fwrite($0.baseAddress, 1, $0.count, handle) }
  }

  /// Gives the file its name, if nothing has it; not every file system has a second name for a file.
  private func appear() -> Bool {
    if link(temporary, path) == 0 { return true }
    guard [EPERM, EOPNOTSUPP, ENOSYS].contains(errno) else { return false }
    // A name that is taken like this nobody else has, so it may be replaced.
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return false }
    close(descriptor)
    return rename(temporary, path) == 0
  }

  /// Makes the file appear; throws when any of it could not be written.
  func keep() throws {
    guard fflush(handle) == 0, ferror(handle) == 0, fsync(fileno(handle)) == 0,
      appear()
    else { throw Failure(.inputOutput, "\(path): \(String(cString: strerror(errno))).") }
    isKept = true
    fclose(handle)
    unlink(temporary)
  }
}
