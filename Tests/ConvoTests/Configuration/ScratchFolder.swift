import Glibc

@testable import convo

/// Gives a new folder, and takes it away with everything in it.
func withScratchFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
  let folder = try makeScratchFolder()
  defer { removeScratchFolder(folder) }
  return try body(folder)
}

/// Gives a new folder, and takes it away with everything in it.
func withScratchFolder<Result>(_ body: (String) async throws -> Result) async throws -> Result {
  let folder = try makeScratchFolder()
  defer { removeScratchFolder(folder) }
  return try await body(folder)
}

private func makeScratchFolder() throws -> String {
  let parent = EnvironmentVariables.process["TMPDIR"] ?? "/tmp"
  var name = Array((parent + "/convo-tests-XXXXXX").utf8CString)
  guard mkdtemp(&name) != nil else { throw SystemError.current }
  return String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

private func removeScratchFolder(_ path: String) {
  // Empty folders, files and links go at once; a folder with something in it goes after that.
  guard remove(path) != 0 else { return }
  for name in (try? ScratchListing.names(in: path)) ?? [] { removeScratchFolder(path + "/" + name) }
  remove(path)
}
