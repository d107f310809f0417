package import ChatStore
import Glibc

/// The attachments of a conversation, each once.
///
/// A conversation may carry more than memory should hold: what is beyond some megabytes waits in a file
/// that has no name and is gone with this object. Where no such file can be made, memory has to do.
package final class AttachmentPile {
  private enum Place {
    case memory([UInt8])
    case file(offset: Int, count: Int)
  }

  private var places: [(sha256: [UInt8], place: Place)] = []
  private var known: Set<[UInt8]> = []
  private var inMemory = 0
  private var written = 0
  /// -1 before one was made, and where none can be.
  private var descriptor: Int32 = -1
  private var canSpill = true
  private let limit: Int

  /// - Parameter limit: How many bytes stay in memory.
  package init(limit: Int = 16 << 20) {
    self.limit = limit
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// Whether there is none.
  package var isEmpty: Bool { places.isEmpty }

  /// Takes one, unless the same bytes are there.
  package func add(_ attachment: Attachment) {
    guard known.insert(attachment.reference.sha256).inserted else { return }
    let bytes = attachment.bytes
    let place: Place
    if inMemory + bytes.count > limit, spill(bytes) {
      place = .file(offset: written - bytes.count, count: bytes.count)
    } else {
      place = .memory(bytes)
      inMemory += bytes.count
    }
    places.append((attachment.reference.sha256, place))
  }

  /// Lends each, in the order in which they came.
  /// - Parameter body: Gets the SHA-256 of the bytes, and the bytes.
  /// - Throws: What `body` throws, or `ImportError` where the file cannot be read.
  package func forEach(_ body: ([UInt8], [UInt8]) throws -> Void) throws {
    for (sha256, place) in places {
      switch place {
      case .memory(let bytes): try body(sha256, bytes)
      case .file(let offset, let count): try body(sha256, read(count, at: offset))
      }
    }
  }

  /// Writes bytes to the end of the file; false where that is not possible.
  private func spill(_ bytes: [UInt8]) -> Bool {
    guard canSpill else { return false }
    if descriptor < 0 { descriptor = Self.namelessFile() }
    var done = 0
    while descriptor >= 0, done < bytes.count {
      let count = bytes[done...].withUnsafeBytes {
        pwrite(descriptor, $0.baseAddress, $0.count, off_t(written + done))
      }
      if count < 0, errno == EINTR { continue }
      if count <= 0 { break }
      done += count
    }
    canSpill = descriptor >= 0 && done == bytes.count
    if canSpill { written += done }
    return canSpill
  }

  private func read(_ count: Int, at offset: Int) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var done = 0
    while done < count {
      let read = bytes.withUnsafeMutableBytes {
        let rest = UnsafeMutableRawBufferPointer(rebasing: $0[done...])
        return pread(descriptor, rest.baseAddress, rest.count, off_t(offset + done))
      }
      if read < 0, errno == EINTR { continue }
      guard read > 0 else {
        throw ImportError.unreadable(
          path: "A temporary file", reason: String(cString: strerror(read < 0 ? errno : EIO)))
      }
      done += read
    }
    return bytes
  }

  /// A file of this user's that nobody else can open.
  private static func namelessFile() -> Int32 {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var name = Array((folder + "/convo-XXXXXX").utf8CString)
    let descriptor = mkstemp(&name)
    guard descriptor >= 0 else { return -1 }
    unlink(name)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    return descriptor
  }
}
