extension ChatStore {
  /// Copies the store as it is at this moment into a file, while others go on writing.
  ///
  /// The copy is verified, and then takes its name, be it that of an older copy.
  /// - Parameters:
  ///   - path: Where to. A file that is there must be a convo store.
  ///   - progress: Called now and then with how many pages are left, of how many; may throw to stop.
  /// - Throws: `backupRefused` where something else has the name, or the copy is not whole; `ChatStoreError`
  ///   when a file cannot be read or written. What was there stays then.
  public func backup(to path: String, progress: (Int, Int) throws -> Void = { _, _ in }) throws {
    let file = try BackupFile(path: path, of: self.path)
    try Self.wrapping(self.path) {
      try database.read { connection in
        // The moment is that of the first read.
        _ = try Migrator.version(of: connection)
        try file.fill(from: connection, progress: progress)
      }
    }
    try file.verify()
    try file.keep()
  }
}
