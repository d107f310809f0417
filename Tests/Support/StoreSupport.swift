public import ChatStore
import Foundation

/// Runs a test with a store in memory whose clock the test turns itself.
public func withStore<Result>(
  clock: StoreSupportClock = StoreSupportClock(), _ body: (ChatStore) throws -> Result
) throws -> Result {
  try body(ChatStore.inMemory(clock: clock.now))
}

/// Runs a test with the path of a store that is not there yet, in a folder of its own that is
/// removed afterwards.
public func withStoreFile<Result>(_ body: (String) throws -> Result) throws -> Result {
  let folder = try temporaryFolder()
  defer { try? FileManager.default.removeItem(atPath: folder) }
  return try body(folder + "/store/convo.db")
}

/// The same for tests that wait.
public func withStoreFile<Result>(_ body: (String) async throws -> Result) async throws -> Result {
  let folder = try temporaryFolder()
  defer { try? FileManager.default.removeItem(atPath: folder) }
  return try await body(folder + "/store/convo.db")
}

private func temporaryFolder() throws -> String {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  return folder.path
}
