import Glibc

/// A file that holds a key, for its owner alone.
enum KeyFile {
  /// The most that is read; a key is never that long.
  private static let limit = 16 << 10

  /// Reads the file.
  ///
  /// What is checked is what is read: the open file, not its name.
  /// - Throws: `ConfigurationError.unusableKeyFile` for one that anybody else may read or write, that is
  ///   somebody else's, or that holds nothing.
  static func read(_ path: String) throws(ConfigurationError) -> String {
    // Not blocking, so that a pipe in the file's place is an error and not a wait.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else {
      throw .unusableKeyFile(path: path, reason: SystemError.current.description)
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw .unusableKeyFile(path: path, reason: SystemError.current.description)
    }
    if let reason = objection(to: status, path: path) {
      throw .unusableKeyFile(path: path, reason: reason)
    }
    guard let bytes = try? InputBytes.read(descriptor, limit: limit),
      let text = String(validating: bytes, as: UTF8.self)
    else { throw .unusableKeyFile(path: path, reason: "it holds something else than a key") }
    guard !text.trimmed.isEmpty else {
      throw .unusableKeyFile(path: path, reason: "it is empty; write the key into it")
    }
    return text
  }

  /// Writes a key into the file, which belongs to its owner alone from its first byte on.
  static func write(_ key: APIKey, to path: String) throws(ConfigurationError) {
    try ConfigurationFile.write(key.value + "\n", to: path)
  }

  /// Why a file is not fit to hold a key; nil if it is.
  private static func objection(to status: stat, path: String) -> String? {
    guard status.st_mode & S_IFMT == S_IFREG else { return "it is not a file" }
    guard status.st_uid == geteuid() else { return "it belongs to another user; make a copy" }
    guard status.st_mode & 0o077 == 0 else {
      return "others can get at it; run chmod 600 '\(path)'"
    }
    return nil
  }
}
