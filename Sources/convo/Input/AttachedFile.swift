import ChatSession
import ChatStore
import Glibc

/// A file that is attached to a message.
enum AttachedFile {
  /// Reads a file that an endpoint can take.
  /// - Throws: `Failure` with a sentence that names the file and what is wrong with it.
  static func read(_ path: String) throws -> Attachment {
    guard path != "-" else {
      throw Failure(
        .usage, "--attach -: standard input is the prompt already; attach a file by its name.")
    }
    let bytes = try bytes(of: path)
    guard !bytes.isEmpty else { throw refused(path, "it is empty") }
    let type = AttachmentType(of: bytes)
    if case .other(let words) = type { throw refused(path, "it is " + words) }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return Attachment(name: name, mediaType: type.mediaType ?? "text/plain", bytes: bytes)
  }

  private static func bytes(of path: String) throws -> [UInt8] {
    // Asked first, because opening a device can do something to it.
    var status = stat()
    guard stat(path, &status) == 0 else { throw unreadable(path) }
    try checkIsFile(status, path)
    // Not blocking, so that a pipe that takes the file's place meanwhile is an error and not a wait.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else { throw unreadable(path) }
    defer { close(descriptor) }
    guard fstat(descriptor, &status) == 0 else { throw unreadable(path) }
    try checkIsFile(status, path)
    let limit = ChatStore.attachmentLimit
    guard status.st_size <= limit else { throw tooLarge(path) }
    do {
      return try InputBytes.read(descriptor, limit: limit)
    } catch {
      switch error {
      case .tooLong: throw tooLarge(path)
      case .system(let error): throw unreadable(path, error)
      }
    }
  }

  private static func checkIsFile(_ status: stat, _ path: String) throws {
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw refused(path, "it is a folder; attach the files in it, each by its name")
    case S_IFIFO:
      throw refused(
        path, "it is a pipe; write what comes out of it to a file, or pipe it into convo")
    default: throw refused(path, "it is a device or a socket, not a file")
    }
  }

  private static func unreadable(_ path: String, _ error: SystemError = .current) -> Failure {
    guard error.number != ENOENT, error.number != ENOTDIR else {
      return Failure(.noSuchThing, "\(path) cannot be attached: there is no such file.")
    }
    return Failure(
      .inputOutput, "\(path) cannot be attached, because it cannot be read: \(error).")
  }

  private static func tooLarge(_ path: String) -> Failure {
    refused(path, "it is larger than \(ChatStore.attachmentLimit >> 20) MiB; attach a part of it")
  }

  private static func refused(_ path: String, _ words: String) -> Failure {
    Failure(.refusedData, "\(path) cannot be attached: \(words); nothing was sent.")
  }
}
