import ArgumentParser
import ChatStore

/// Which conversations are meant.
struct FilterOptions: ParsableArguments {
  @Option(help: "Only conversations with this tag; may be repeated.")
  var tag: [String] = []

  @Flag(help: "Only what is in the archive.")
  var archived = false

  @Flag(help: "Only what is in the trash.")
  var trash = false

  func validate() throws {
    if archived, trash { throw ValidationError("Give --archived or --trash, not both.") }
  }

  /// The filter; where nothing is said, what is looked through by default.
  func filter(otherwise place: ConversationFilter.Place) -> ConversationFilter {
    ConversationFilter(trash ? .trash : archived ? .archive : place, tags: tag)
  }

  /// True when anything was said.
  var isGiven: Bool { archived || trash || !tag.isEmpty }
}
