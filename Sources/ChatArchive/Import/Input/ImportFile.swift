import ChatStore

/// A file that may hold conversations: in a folder, in an archive, or by itself.
struct ImportFile {
  /// What messages call it.
  let name: String
  /// How many bytes it has, where that is known.
  let size: Int?
  /// Whether it was named by the person, or found beside others that hold no conversations.
  let isNamed: Bool
  /// What stands beside its conversations.
  let surroundings: ImportSurroundings
  /// Opens it.
  let open: () throws -> any ByteSource
}
