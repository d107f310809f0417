/// Something that may hold conversations.
enum ImportSource {
  /// A file of JSON.
  case json(ImportFile)
  /// The database of another program.
  case database(path: String, isNamed: Bool)
}
