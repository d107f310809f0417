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
    guard !bytes.isEmpty else { throw refused(path, "empty") }
    let type = AttachmentType(of: bytes)
    if case .other(let words) = type { throw refused(path, words) }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return Attachment(name: name, mediaType: type.mediaType ?? "text/plain", bytes: bytes)
  }

  private static func bytes(of path: String) throws -> [UInt8] {
    // Not blocking, so that a pipe in the file's place is an error and not a wait.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else {
      let code = errno == ENOENT || errno == ENOTDIR ? Failure.Code.noSuchThing : .inputOutput
      throw Failure(code, "\(path) cannot be attached: \(SystemError.current).")
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw Failure(.inputOutput, "\(path) cannot be attached: \(SystemError.current).")
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw refused(path, status.st_mode & S_IFMT == S_IFDIR ? "a folder" : "not a file")
    }
    let limit = ChatStore.attachmentLimit
    guard status.st_size <= limit else { throw tooLarge(path) }
    do {
      return try InputBytes.read(descriptor, limit: limit)
    } catch {
      switch error {
      case .tooLong: throw tooLarge(path)
      case .system(let error): throw Failure(.inputOutput, "\(path) cannot be read: \(error).")
      }
    }
  }

  private static func tooLarge(_ path: String) -> Failure {
    refused(path, "larger than \(ChatStore.attachmentLimit >> 20) MiB")
  }

  private static func refused(_ path: String, _ words: String) -> Failure {
    Failure(.refusedData, "\(path) cannot be attached: it is \(words).")
  }
}
