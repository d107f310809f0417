/// Where a user wants a provider's key to be kept.
enum KeyPlace: Sendable {
  /// A file of convo's own; with a key that is to be written into it, or without to leave it alone.
  case file(APIKey?)
  /// The environment variable of this name.
  case variable(String)
  /// What this command prints.
  case command(String)
  /// Nowhere, because the endpoint takes none.
  case none
}
