import ChatCompletions
import ChatSession
import ChatTokens
import Glibc

/// A user's vocabulary: a `.tiktoken` file, or a Hugging Face `tokenizer.json`.
struct VocabularyFile {
  let path: String
  /// How the texts of a `.tiktoken` file are cut, which such a file does not say.
  let splitting: Splitting

  private static let limit = 64 << 20
  /// Of UTF-8, and of UTF-16 in both orders.
  private static let byteOrderMarks: [[UInt8]] = [
    [0xEF, 0xBB, 0xBF], [0xFE, 0xFF], [0xFF, 0xFE],
  ]

  /// Which version of the file it is: its size, its time and its number on the disk.
  ///
  /// - Throws: `Failure` for what cannot be read.
  func identity() throws -> [UInt64] {
    var status = stat()
    guard stat(path, &status) == 0 else { throw unreadable(SystemError.current.description) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw unreadable("it is not a file") }
    return [
      UInt64(truncatingIfNeeded: status.st_size), UInt64(truncatingIfNeeded: status.st_ino),
      UInt64(truncatingIfNeeded: status.st_mtim.tv_sec),
      UInt64(truncatingIfNeeded: status.st_mtim.tv_nsec),
    ]
  }

  /// Reads and packs it.
  /// - Throws: `Failure` that says what is wrong, and in which line.
  func packed() throws -> [UInt8] {
    let bytes = try read()
    guard !bytes.isEmpty else { throw refused("it is empty") }
    guard !Self.byteOrderMarks.contains(where: { bytes.starts(with: $0) }) else {
      throw refused("it begins with a byte order mark; save it as UTF-8 without one")
    }
    do {
      return try BytePairTokenizer.packed(
        isJSON(bytes) ? Self.source(json: bytes) : Self.source(tiktoken: bytes, splitting))
    } catch let error as VocabularyError {
      throw refused(error.description)
    } catch let error as TokenizerJSONError {
      throw refused(error.description)
    } catch let error as JSONError {
      throw refused("it is not JSON (\(error))")
    }
  }

  /// No line of Base64 begins as an object or an array does.
  private func isJSON(_ bytes: [UInt8]) -> Bool {
    let first = bytes.first { !" \t\r\n".utf8.contains($0) }
    return first == UInt8(ascii: "{") || first == UInt8(ascii: "[") || path.hasSuffix(".json")
  }

  private static func source(json bytes: [UInt8]) throws -> VocabularySource {
    try TokenizerJSON(JSONValue(parsing: bytes)).source()
  }

  private static func source(
    tiktoken bytes: [UInt8], _ splitting: Splitting
  ) throws -> VocabularySource {
    VocabularySource(
      entries: try bytes.withUnsafeBytes { try TiktokenFile.entries($0) }, splitting: splitting,
      normalizes: splitting == .qwen)
  }

  private func read() throws -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw unreadable(SystemError.current.description) }
    defer { close(descriptor) }
    do throws(InputBytes.Failure) {
      return try InputBytes.read(descriptor, limit: Self.limit)
    } catch {
      switch error {
      case .tooLong: throw refused("it is longer than \(Self.limit >> 20) MiB")
      case .system(let error): throw unreadable(error.description)
      }
    }
  }

  private func unreadable(_ reason: String) -> Failure {
    Failure(.inputOutput, "The vocabulary \(TerminalText.line(path)) cannot be read: \(reason).")
  }

  private func refused(_ reason: String) -> Failure {
    Failure(
      .refusedData,
      "The vocabulary \(TerminalText.line(path)) cannot be used: \(TerminalText.line(reason)).")
  }
}
