import ArgumentParser
import ChatStore

/// `convo archive`: puts a conversation away.
struct Archive: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "archive", _superCommandName: "convo",
    abstract: "Put a conversation away: list passes it over, search still finds it.",
    discussion: """
      Without a REF it is the current conversation. convo list --archived shows what is there.

      Example: convo archive Sorting
      """)

  @OptionGroup var store: StoreOptions

  @Flag(help: "Take it out of the archive.")
  var remove = false

  @Argument(help: "REFs; else the current conversation.")
  var refs: [String] = []

  func run() throws {
    let store = try store.open()
    let resolver = TargetResolver(store: store)
    let targets = try (refs.isEmpty ? [nil] : refs.map(Optional.some)).map(resolver.target)
    for target in targets {
      let conversation = target.conversation
      let isChanged = try store.setArchived(!remove, conversation)
      let adverb = Self.adverb(isChanged, isRemoved: remove)
      StandardError.notice("\(conversation.id.shortID) is \(adverb) in the archive")
    }
  }
}
