import Glibc

/// Reading and writing the user's file.
enum ConfigurationFile {
  /// The most that is read; a file of settings is never that long.
  private static let limit = 1 << 20

  /// Reads the file; nil when there is none.
  static func read(_ path: String) throws(ConfigurationError) -> String? {
    // Not blocking, so that a pipe in the file's place is an error and not a wait.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw .unreadable(path: path, reason: SystemError.current.description)
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw .unreadable(path: path, reason: "it is not a file")
    }
    let bytes: [UInt8]
    do {
      bytes = try InputBytes.read(descriptor, limit: limit)
    } catch {
      switch error {
      case .tooLong: throw .unreadable(path: path, reason: "it is longer than 1 MiB")
      case .system(let error): throw .unreadable(path: path, reason: error.description)
      }
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .unreadable(path: path, reason: "it is not UTF-8")
    }
    return text
  }

  /// Replaces the file at once: whoever reads it sees the old text or the new one.
  ///
  /// The file belongs to its owner alone (0600), and so does its folder if it must be made (0700). A
  /// link is kept and what it points at is replaced: settings are often kept in a repository.
  static func write(_ text: String, to path: String) throws(ConfigurationError) {
    let target = resolved(path)
    let folder = folder(of: target)
    do throws(SystemError) {
      try makeFolders(folder)
      let temporary = try writeTemporary(text, beside: target)
      guard rename(temporary, target) == 0 else {
        let error = SystemError.current
        unlink(temporary)
        throw error
      }
    } catch {
      throw .unwritable(path: path, reason: error.description)
    }
    // The name is safe once the folder is; some file systems cannot do that, and lose nothing else.
    let descriptor = open(folder, O_RDONLY | O_CLOEXEC | O_DIRECTORY)
    if descriptor >= 0 {
      fsync(descriptor)
      close(descriptor)
    }
  }

  private static func writeTemporary(
    _ text: String, beside target: String
  ) throws(SystemError) -> String {
    let (descriptor, temporary) = try TemporaryFile.make(target + ".")
    do throws(SystemError) {
      try InputBytes.write(Array(text.utf8), to: descriptor)
      guard fsync(descriptor) == 0 else { throw SystemError.current }
    } catch {
      close(descriptor)
      unlink(temporary)
      throw error
    }
    guard close(descriptor) == 0 else {
      let error = SystemError.current
      unlink(temporary)
      throw error
    }
    return temporary
  }

  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Makes a folder and those above it, for their owner alone.
  static func makeFolders(_ folder: String) throws(SystemError) {
    guard mkdir(folder, 0o700) != 0, errno != EEXIST else { return }
    guard errno == ENOENT, folder != ".", folder != "/" else { throw .current }
    try makeFolders(self.folder(of: folder))
    guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw .current }
  }
}
