package import ChatStore

/// What stands beside a conversation that is imported.
package struct ImportSurroundings {
  /// When its file was written: the time of what has none.
  package var time: Timestamp
  /// The file beside it, or beside it in its archive, whose name begins so; nil where there is none.
  package var asset: (_ prefix: String) throws -> (name: String, bytes: [UInt8])?

  package init(
    time: Timestamp,
    asset: @escaping (String) throws -> (name: String, bytes: [UInt8])? = { _ in nil }
  ) {
    self.time = time
    self.asset = asset
  }
}
