import ArgumentParser
import ChatStore

/// `convo rename`: gives a conversation another title.
struct Rename: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rename", _superCommandName: "convo",
    abstract: "Give a conversation another title.",
    discussion: """
      Without a REF it is the current conversation.

      Example: convo rename "Sorting in Swift"
      """)

  @OptionGroup var store: StoreOptions

  @Option(name: .shortAndLong, help: "The conversation, where it is not the first argument.")
  var ref: String?

  @Argument(help: "An id, @ or :branch, perhaps, and the title.")
  var words: [String]

  func run() throws {
    let store = try store.open()
    let resolver = TargetResolver(store: store)
    let (reference, rest) = try ref.map { ($0, words) } ?? resolver.splittingNames(words)
    let lines = rest.joined(separator: " ").split(whereSeparator: \.isNewline)
    let title = lines.joined(separator: " ").trimmed
    guard !title.isEmpty else { throw Failure(.usage, "Give the new title after the REF.") }
    let target = try resolver.target(reference)
    try store.rename(target.conversation, to: title)
    StandardError.notice(
      "\(target.conversation.id.shortID) is now called \(TerminalText.line(title))")
  }
}
