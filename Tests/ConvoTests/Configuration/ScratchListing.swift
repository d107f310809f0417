import Glibc

@testable import convo

/// What is in a folder.
enum ScratchListing {
  /// The names in order.
  static func names(in folder: String) throws -> [String] {
    guard let handle = opendir(folder) else { throw SystemError.current }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }
}
