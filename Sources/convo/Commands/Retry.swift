import ArgumentParser
import ChatSession
import ChatStore

/// `convo retry`: asks for another reply.
struct Retry: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retry", _superCommandName: "convo",
    abstract: "Ask for another reply to the same prompt, from another model if you like.",
    discussion: """
      The old reply stays in the tree, and the branch moves to the new one beside it. With -n \
      several are asked for, one after the other; the branch ends at the last.

      Example: convo retry -m gpt-4.1 -n 2
      """)

  @OptionGroup var store: StoreOptions
  @OptionGroup var request: RequestOptions

  @Option(name: [.customShort("n", allowingJoined: true), .long], help: "How many replies.")
  var number = 1

  @Flag(help: "Print JSON Lines: `delta` lines, then one `message`, for each reply.")
  var json = false

  @Flag(help: "After each reply, say on standard error what it cost.")
  var usage = false

  @Flag(inversion: .prefixedNo, help: "Show the model's reasoning on standard error.")
  var reasoning: Bool?

  @Argument(help: "A REF of the reply or of its prompt; else the end of the current branch.")
  var ref: String?

  func validate() throws {
    guard 1...100 ~= number else { throw ValidationError("-n must be from 1 to 100.") }
  }

  func run() async throws {
    let configuration = try Configuration.load(from: Locations.current.configFile)
    let store = try store.open()
    let resolver = TargetResolver(store: store)
    let target = try resolver.withMessage(resolver.target(ref))
    let prompt = try Self.prompt(of: target, in: store)
    let branch = try resolver.branch(through: prompt, of: target)
    // Whether the reply or its prompt was named, the same model is asked again.
    let last = target.message?.id == prompt.id ? try store.head(of: branch) : target.message
    let sender = try await Sender.make(
      request, configuration: configuration,
      continuing: store.newestTurn(of: target.conversation, upTo: last))
    let continuation = Continuation(store: store, prompt: options)
    for index in 0..<number {
      if index > 0, !json { StandardOutput.write("\n\n") }
      do {
        try await continuation.retry(prompt, on: branch, sender: sender)
      } catch  where index + 1 < number {
        throw Failure(error).adding(
          "This was reply \(index + 1) of \(number); the others were not asked for.")
      }
    }
  }

  private var options: PromptOptions {
    var options = PromptOptions()
    (options.edit, options.noSend) = (false, false)
    (options.json, options.usage, options.reasoning) = (json, usage, reasoning)
    return options
  }

  /// What the reply is asked for: the message itself, or the one above a reply.
  private static func prompt(of target: Target, in store: ChatStore) throws -> Message {
    guard let message = target.message else {
      throw Failure(
        .usage, "There is no message in \(target.conversation.id.shortID) to reply to yet.")
    }
    guard message.role == .assistant else {
      guard message.role == .user || message.role == .tool else {
        throw Failure(.usage, "Instructions like \(message.id.shortID) get no reply.")
      }
      return message
    }
    return try store.ancestor(of: message, steps: 1)
  }
}
