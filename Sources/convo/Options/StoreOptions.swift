import ArgumentParser
import ChatStore

/// Where the store is.
struct StoreOptions: ParsableArguments {
  @Option(name: .customLong("db"), help: "The store's file; else $CONVO_DB, else the default.")
  var path: String?

  /// The store's path.
  var resolvedPath: String { path ?? Locations.current.store }

  /// Opens the store; made when it is missing and the command writes.
  func open(creating: Bool = false) throws -> ChatStore {
    try ChatStore.open(
      path: resolvedPath, creating: creating, origin: CurrentConversation.place)
  }
}
