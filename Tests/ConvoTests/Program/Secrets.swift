import Glibc

@testable import convo

/// Looks for what must not be there.
enum Secrets {
  /// The files below a folder whose bytes hold a text, by their paths from there.
  static func files(holding secret: String, below folder: String) throws -> [String] {
    var found: [String] = []
    for name in try ScratchListing.names(in: folder).sorted() {
      let path = folder + "/" + name
      if let names = try? ScratchListing.names(in: path), !names.isEmpty {
        found += try files(holding: secret, below: path).map { name + "/" + $0 }
      } else if bytes(of: path).firstRange(of: Array(secret.utf8)) != nil {
        found.append(name)
      }
    }
    return found
  }

  private static func bytes(of path: String) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK)
    defer { close(descriptor) }
    return (try? InputBytes.read(descriptor, limit: 1 << 30)) ?? []
  }
}
