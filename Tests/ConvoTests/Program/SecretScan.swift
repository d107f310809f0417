import Glibc
import Synchronization
import Testing

/// Sees to it that the keys which a test's programs were given are nowhere afterwards.
///
/// Every program that a test starts has a key; when the test ends, its whole home is searched for
/// each: store, log, copies, settings, state, and what was printed to files.
enum SecretScan {
  private static let given = Mutex<[String: Set<String>]>([:])

  /// A key for programs that the test itself gives none, the same in one home.
  static func key(for home: String) -> String {
    "sk-canary-" + String(home.suffix(6)) + "-9f8e7d6c"
  }

  /// Remembers the keys of an environment.
  static func note(_ variables: [String: String], in home: String) {
    let keys = variables.filter { $0.key.hasSuffix("_KEY") && $0.value.utf8.count >= 8 }.values
    given.withLock { $0[home, default: []].formUnion(keys) }
  }

  /// Looks at what a program printed.
  static func check(_ result: ConvoProgram.Result, in home: String) {
    for secret in given.withLock({ $0[home] ?? [] })
    where (result.output + result.errors).contains(secret) {
      Issue.record("A key was printed: \(result)")
    }
  }

  /// Looks at everything below a home, once and for all.
  static func finish(_ home: String) {
    let secrets = given.withLock { $0.removeValue(forKey: home) } ?? []
    guard !secrets.isEmpty else { return }
    search(home, for: secrets.map { Array($0.utf8) })
  }

  private static func search(_ path: String, for secrets: [[UInt8]]) {
    for name in (try? ScratchListing.names(in: path)) ?? [] {
      let path = path + "/" + name
      var status = stat()
      guard lstat(path, &status) == 0 else { continue }
      switch status.st_mode & S_IFMT {
      case S_IFDIR: search(path, for: secrets)
      case S_IFREG:
        let holds = contents(of: path, size: status.st_size) { bytes in
          secrets.contains { contains($0, in: bytes) }
        }
        if holds { Issue.record("A key is in \(path)") }
      default: break
      }
    }
  }

  private static func contents(
    of path: String, size: Int, _ body: (UnsafeRawBufferPointer) -> Bool
  ) -> Bool {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    defer { close(descriptor) }
    guard size > 0, descriptor >= 0,
      let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED
    else { return false }
    defer { munmap(start, size) }
    return body(UnsafeRawBufferPointer(start: start, count: size))
  }

  /// By libc, because the tests are built without optimisation.
  private static func contains(_ secret: [UInt8], in bytes: UnsafeRawBufferPointer) -> Bool {
    guard let first = secret.first, var start = bytes.baseAddress else { return false }
    let end = start + bytes.count - secret.count + 1
    while start < end, let found = memchr(start, Int32(first), end - start) {
      if memcmp(found, secret, secret.count) == 0 { return true }
      start = UnsafeRawPointer(found) + 1
    }
    return false
  }
}
