import ArgumentParser

/// `convo config init`: makes an endpoint ready to be asked.
struct ConfigInit: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Ask for the endpoint, its key and a model, test them, and write the configuration.",
    discussion: """
      What an option answers is not asked. Without a terminal the answers are read from standard \
      input, one line each, in this order: the endpoint, where its key is kept, the key, the \
      variable or the command, the model. Nothing is written before everything is answered.

      Example: pass show ecnu | convo config init --provider ecnu --key-stdin
      """)

  @Option(help: "The endpoint: a name that convo knows, or any name together with --base-url.")
  var provider: String?

  @Option(help: "The endpoint's URL up to /v1.")
  var baseURL: String?

  @Option(name: .shortAndLong, help: "The model to ask when none is named.")
  var model: String?

  @Flag(help: "Read the key from standard input and keep it in a file that only you can read.")
  var keyStdin = false

  @Option(help: ArgumentHelp("The environment variable that holds the key.", valueName: "name"))
  var keyEnv: String?

  @Option(help: ArgumentHelp("A shell command that prints the key.", valueName: "command"))
  var keyCommand: String?

  @Flag(help: "The endpoint takes no key.")
  var noKey = false

  @Flag(help: "Do not ask the endpoint whether all this works.")
  var noTest = false

  @Flag(help: "Change a configuration that is there without asking.")
  var force = false

  func validate() throws {
    let places = [keyStdin, keyEnv != nil, keyCommand != nil, noKey]
    guard places.filter({ $0 }).count <= 1 else {
      throw ValidationError("Give one of --key-stdin, --key-env, --key-command and --no-key.")
    }
  }

  func run() async throws {
    try await Setup(options: self, file: Locations.current.configFile).run()
  }
}
