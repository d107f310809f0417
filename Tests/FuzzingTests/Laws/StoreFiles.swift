import Glibc

/// A store's file and whatever may come to stand beside it.
struct StoreFiles {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  let path: String

  /// What SQLite and convo put beside a store.
  private static let suffixes =
    ["", "-wal", "-shm", "-journal", "-live", ".before-repair-0"]
    + (0...9).map { ".schema-\($0)" }

  /// Writes the file, and nothing else is there.
  func write(_ bytes: [UInt8]) throws {
    remove()
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Failure(description: "\(path) cannot be made") }
    defer { close(descriptor) }
    guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count else {
      throw Failure(description: "\(path) cannot be written")
    }
  }

  /// The bytes of the file.
  func bytes() throws -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure(description: "\(path) is not there") }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw Failure(description: "fstat") }
    let count = Int(status.st_size)
    return try [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      guard read(descriptor, buffer.baseAddress, count) == count else {
        throw Failure(description: "\(path) cannot be read")
      }
      initialized = count
    }
  }

  /// What stands beside the file.
  func besides() -> [String] {
    Self.suffixes.dropFirst().filter { access(path + $0, F_OK) == 0 }
  }

  func remove() {
    for suffix in Self.suffixes { unlink(path + suffix) }
  }
}
