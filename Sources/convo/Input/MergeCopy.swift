import Glibc

/// A place for a copy of a store, which is gone with this object.
final class MergeCopy {
  /// A path in a folder that nobody else can read.
  let path: String
  private let folder: String

  init() throws {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var name = Array("\(parent)/convo-XXXXXX".utf8CString)
    guard mkdtemp(&name) != nil else {
      throw Failure(.inputOutput, "\(parent): \(SystemError.current)")
    }
    folder = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    path = folder + "/other.db"
  }

  deinit {
    guard let stream = opendir(folder) else { return }
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
      }
      unlink("\(folder)/\(name)")
    }
    closedir(stream)
    rmdir(folder)
  }
}
