import ArgumentParser
import ChatSession
import ChatStore

/// `convo edit`: says something else in a message's place.
struct Edit: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit", _superCommandName: "convo",
    abstract: "Put other words in a message's place, and send them if they are yours.",
    discussion: """
      The old message stays in the tree with everything below it; the branch moves to the new one \
      beside it. Without a text the editor opens with the old one.

      Example: convo edit @~1 "How do I sort an array in Swift?"
      """)

  @OptionGroup var store: StoreOptions
  @OptionGroup var request: RequestOptions
  @OptionGroup var prompt: PromptOptions

  @Argument(help: "A REF of the message.")
  var ref: String

  @Argument(help: "The new text.")
  var words: [String] = []

  func run() async throws {
    let configuration = try Configuration.load(from: Locations.current.configFile)
    let store = try store.open()
    let resolver = TargetResolver(store: store)
    let target = try resolver.target(ref)
    guard let message = target.message else {
      throw Failure(.usage, "\(ref) names no message; give a message's id, @ or @~1.")
    }
    let text = try await Prompt.read(
      arguments: words, edit: prompt.edit || words.isEmpty && StandardInput.process.isTerminal,
      draft: message.text)
    guard let text else { throw Failure(.usage, "There is no new text; give it after the REF.") }
    guard !text.utf8.elementsEqual(message.text.utf8) else {
      throw Failure(.usage, "The text is the same as before; for another reply: convo retry.")
    }
    let isSending = message.role == .user && !prompt.noSend
    let sender =
      isSending
      ? try await Sender.make(
        request, configuration: configuration,
        continuing: store.newestTurn(of: target.conversation)) : nil
    let branch = try resolver.branch(through: message, of: target)
    try await Continuation(store: store, prompt: prompt).edit(
      message, [MessageDraft(message.content.saying(text))], on: branch, sender: sender)
  }
}
