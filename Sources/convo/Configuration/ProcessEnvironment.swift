@preconcurrency import Glibc

/// The environment variables of this process.
enum ProcessEnvironment {
  /// The variables as they are now; of a name that stands there twice, the first one, as `getenv`.
  static var variables: [String: String] {
    var result: [String: String] = [:]
    var entry = environ
    while let text = entry.pointee {
      let parts = String(cString: text).split(
        separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2, result[String(parts[0])] == nil {
        result[String(parts[0])] = String(parts[1])
      }
      entry += 1
    }
    return result
  }
}
