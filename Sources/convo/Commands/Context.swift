import ArgumentParser
import ChatSession
import ChatStore

/// `convo context`: shows what a request would send.
struct Context: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "context", _superCommandName: "convo",
    abstract: "Show what the next request would send, and what not, before anything is sent.",
    discussion: """
      Every message that goes out is a line, with its tokens and why it goes; what is left out is \
      counted. Nothing is sent or stored, and no key is needed.

      Example: convo context "And in place?"
      Example: convo context --budget 4000 --request
      Example: convo context --turn @
      """)

  @OptionGroup var store: StoreOptions
  @OptionGroup var request: RequestOptions

  @Option(name: .shortAndLong, help: "The conversation or branch, by any REF.")
  var ref: String?

  @Option(
    name: .customLong("turn"),
    help: ArgumentHelp(
      "Show what was sent for this reply, or for this prompt, instead.", valueName: "ref"))
  var sentFor: String?

  @Flag(name: .customLong("request"), help: "Print the body that would be sent, byte for byte.")
  var showsRequest = false

  @Flag(help: "Print JSON Lines.")
  var json = false

  @Argument(help: "An id, @ or :branch, perhaps, and a prompt; other REFs with --ref.")
  var words: [String] = []

  func run() async throws {
    let configuration = try Configuration.load(from: Locations.current.configFile)
    let store = try store.open()
    let resolver = TargetResolver(store: store)
    if let sentFor { return try show(sentFor, resolver, store, configuration) }
    let (reference, rest) = try ref.map { ($0, words) } ?? resolver.splitting(words)
    let target = try resolver.target(reference)
    let point = try store.continuationPoint(of: target.branch, resending: rest.isEmpty)
    // An earlier message is shown as the end of a path of its own.
    let end = target.branch.headKey
    let base = target.message.flatMap { $0.key == end ? nil : $0 } ?? point.base
    let turn = try store.newestTurn(of: target.conversation, upTo: base)
    let resolved = try Sender.resolve(
      request, configuration: configuration, continuing: turn, needsKey: false)
    let settings = try Sender.requestSettings(resolved, options: request, continuing: turn)
      .adjusted(by: store)
    let text = try await Prompt.read(arguments: rest, asks: false)
    let drafts = text.map { [MessageDraft(.user($0))] } ?? []
    let prepared = try Sender.prepare(drafts, under: base, settings: settings, store: store)
    let table = ContextTable(
      window: prepared.window, settings: settings, new: Set(drafts.map(\.id)))
    show(prepared.body, table)
  }

  func validate() throws {
    if sentFor != nil, ref != nil || !words.isEmpty {
      throw ValidationError("--turn shows what was sent; it takes no other REF and no prompt.")
    }
    if sentFor != nil, request.budget != nil || request.reserve != nil || request.strategy != nil {
      throw ValidationError(
        "--turn shows what was sent; --budget, --reserve and --strategy would not change that.")
    }
    if showsRequest, json {
      throw ValidationError("--request prints a body, and --json the window; say one of them.")
    }
  }

  /// Shows what an old turn has sent.
  private func show(
    _ reference: String, _ resolver: TargetResolver, _ store: ChatStore,
    _ configuration: Configuration
  ) throws {
    let message = try resolver.message(reference)
    guard
      let turn = try store.turn(making: message) ?? store.newestTurn(continuing: message)
    else {
      throw Failure(.nothingFound, "\(message.id.shortID) was never sent, nor made by a model.")
    }
    let resolved = try Sender.resolve(
      request, configuration: configuration, continuing: turn, needsKey: false)
    let settings = try Sender.requestSettings(resolved, options: request, continuing: turn)
      .adjusted(by: store)
    let sent = try SentRequest(of: turn, settings: settings, store: store)
    show(
      sent.body,
      ContextTable(
        window: sent.window, settings: settings, new: [], isIdentical: .some(sent.isIdentical)))
  }

  private func show(_ body: [UInt8], _ table: ContextTable) {
    if showsRequest {
      StandardOutput.json(String(decoding: body, as: UTF8.self))
    } else if json {
      table.writeJSON()
    } else {
      StandardOutput.line(table.text)
    }
  }
}
