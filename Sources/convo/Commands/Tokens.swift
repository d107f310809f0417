import ArgumentParser
import ChatSession
import ChatTokens

/// `convo tokens`: counts the tokens of a text.
struct Tokens: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tokens", _superCommandName: "convo",
    abstract: "Count the tokens of a text as a model does.",
    discussion: """
      The text alone is counted, without what a chat template puts around it. Without words, or with \
      - for them, it is read from standard input. Where the model's vocabulary is not known the \
      number is an estimate, and standard error says so. Line ends at the end of standard input are \
      dropped, as a shell drops them.

      Example: convo tokens "How many are these?"
      Example: convo tokens -m qwen3-max --show 我们用向量数据库保存聊天记录
      """)

  @Option(name: .shortAndLong, help: "The model; else $CONVO_MODEL, else the configured one.")
  var model: String?

  @Option(help: "The endpoint's name in the configuration, for example ecnu.")
  var provider: String?

  @Option(
    help: ArgumentHelp(
      "Count with this instead: \(TokenizerChoice.names.joined(separator: ", ")), or a .tiktoken or "
        + "tokenizer.json file.", valueName: "name|file"))
  var tokenizer: String?

  @Option(
    help: ArgumentHelp(
      "How texts are cut for a .tiktoken file: "
        + "\(Splitting.allCases.map(\.name).joined(separator: ", ")).", valueName: "name"))
  var splitting: String?

  @Flag(help: "Print the pieces, one a line, each with its id.")
  var show = false

  @Flag(help: "Print JSON Lines.")
  var json = false

  @Argument(help: "The text.")
  var words: [String] = []

  func validate() throws {
    if let tokenizer, TokenizerChoice(tokenizer) == nil {
      throw ValidationError(
        "--tokenizer \(TerminalText.line(tokenizer)): there is none of that name; say \(SettingKind.tokenizer.expected)."
      )
    }
    if let splitting, Splitting(name: splitting) == nil {
      throw ValidationError(
        "--splitting \(TerminalText.line(splitting)): say \(Splitting.allCases.map(\.name).joined(separator: ", "))."
      )
    }
    if splitting != nil {
      guard case .file = tokenizer.flatMap(TokenizerChoice.init) else {
        throw ValidationError(
          "--splitting says how texts are cut for a .tiktoken file; name one with --tokenizer.")
      }
    }
  }

  func run() throws {
    let (tokenizer, reason) = try chosen()
    let text = try text()
    if show { try showPieces(of: text, tokenizer) } else { write(text, tokenizer, reason) }
  }

  /// The tokenizer, and why it is only an estimate.
  private func chosen() throws -> (any Tokenizer, reason: String) {
    let splitting = splitting.flatMap(Splitting.init(name:))
    if let choice = tokenizer.flatMap(TokenizerChoice.init) {
      let tokenizer = try choice.tokenizer(splitting: splitting)
      if case .file(let path) = choice, splitting == nil, path.hasSuffix(".tiktoken") {
        StandardError.notice(
          "such a file does not say how texts are cut; they are cut as for cl100k_base "
            + "(say otherwise with --splitting)")
      }
      return (tokenizer, "as you asked")
    }
    let configuration = try Configuration.load(from: Locations.current.configFile)
    let settings = try Settings.resolve(
      flags: SettingsFlags(provider: provider, baseURL: nil, model: model),
      environment: .process, configuration: configuration, needsKey: false)
    let model = TerminalText.line(settings.model)
    return (try settings.tokenizer(), "the vocabulary of \(model) is not known")
  }

  private func text() throws -> String {
    if !words.isEmpty, words != ["-"] { return words.joined(separator: " ") }
    guard words == ["-"] || !StandardInput.process.isTerminal else {
      throw Failure(.usage, "Give a text, or - to read it from standard input.")
    }
    return try InputText.read(StandardInput.process.descriptor, source: "standard input")
  }

  private func write(_ text: String, _ tokenizer: any Tokenizer, _ reason: String) {
    let count = tokenizer.count(text)
    guard json else {
      StandardOutput.line("\(count.expected)")
      if !(tokenizer is BytePairTokenizer) {
        StandardError.notice("an estimate, at most \(count.upper): \(reason)")
      }
      return
    }
    var line = JSONLine(type: "tokens")
    line.add("tokens", count.expected)
    line.add("upper", count.upper)
    line.add("tokenizer", tokenizer.id)
    line.add("exact", tokenizer is BytePairTokenizer)
    line.write()
  }

  private func showPieces(of text: String, _ tokenizer: any Tokenizer) throws {
    guard let tokenizer = tokenizer as? BytePairTokenizer else {
      throw Failure(
        .usage, "An estimate has no pieces; name a vocabulary with --tokenizer.")
    }
    for token in tokenizer.tokens(of: text) {
      let piece = TokenPiece(token)
      if json { piece.json.write() } else { StandardOutput.line(piece.line) }
    }
  }
}
