import ArgumentParser
import ChatCompletions
import ChatStore

/// Whom to ask, and how.
struct RequestOptions: ParsableArguments {
  @Option(
    name: .shortAndLong, help: "The model to ask; else $CONVO_MODEL, else the configured one.")
  var model: String?

  @Option(help: "The endpoint's name in the configuration, for example ecnu.")
  var provider: String?

  @Option(help: "The endpoint's URL up to /v1; else $OPENAI_BASE_URL.")
  var baseURL: String?

  @Option(
    help: ArgumentHelp(
      "Trust the authorities in this file (PEM) instead of the system's; else ca_file in the "
        + "configuration, else $SSL_CERT_FILE.", valueName: "file"))
  var caFile: String?

  @Option(help: "The sampling temperature.")
  var temperature: Double?

  @Option(help: "Nucleus sampling: the share of probability to choose from.")
  var topP: Double?

  @Option(help: "The search mode of endpoints that have one.")
  var searchMode: String?

  @Option(help: ArgumentHelp("A file with a JSON array of tools.", valueName: "file"))
  var tools: String?

  @Option(
    name: .customLong("param"),
    help: ArgumentHelp(
      "Any other parameter; the value is JSON, or else text. May be repeated; null takes one away.",
      valueName: "key=json"))
  var parameters: [String] = []

  // Whatever follows is its value, so that a negative one is refused as such; so for --reserve.
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The most tokens a request may have, reply included.", valueName: "n"))
  var budget: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many of them to keep free for the reply.", valueName: "n"))
  var reserve: Int?

  @Option(
    help: ArgumentHelp(
      "Which exchanges to send when not all fit: sticky, as from the last cut on; recent, as many as fit; "
        + "summary, what convo compact made of the older ones, and then as sticky. Else summary where there "
        + "is one.", valueName: "name"))
  var strategy: String?

  @Flag(help: "Ask for the reply in one piece instead of a stream.")
  var noStream = false

  func validate() throws {
    if let temperature, !temperature.isFinite || temperature < 0 {
      throw ValidationError("--temperature must be a number of at least 0.")
    }
    if let topP, !(0...1).contains(topP) {
      throw ValidationError("--top-p must be a number from 0 to 1.")
    }
    if let budget, budget <= 0 { throw ValidationError("--budget must be at least 1.") }
    if let strategy, ContextStrategy(rawValue: strategy) == nil {
      let names = ContextStrategy.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--strategy \(TerminalText.line(strategy)): say one of \(names).")
    }
    if let reserve, reserve < 0 { throw ValidationError("--reserve must not be negative.") }
    _ = try givenParameters(readingTools: false)
  }

  /// The parameters given here, in order; a later one replaces an earlier one of the same name.
  func givenParameters(readingTools: Bool = true) throws -> [(key: String, value: JSONValue)] {
    var result: [(key: String, value: JSONValue)] = []
    if let temperature { result.append(("temperature", JSONValue(temperature))) }
    if let topP { result.append(("top_p", JSONValue(topP))) }
    if let searchMode { result.append(("search_mode", .string(searchMode))) }
    if let tools, readingTools { result.append(("tools", try ToolsFile.read(tools))) }
    for parameter in parameters {
      guard let equals = parameter.firstIndex(of: "="), equals != parameter.startIndex else {
        throw ValidationError(
          "--param \(parameter): write it as key=json, for example --param seed=7.")
      }
      let text = String(parameter[parameter.index(after: equals)...])
      let key = String(parameter[..<equals])
      guard !["model", "messages", "stream"].contains(key) else {
        throw ValidationError("--param cannot set \(key); convo sets it itself.")
      }
      result.append((key, (try? JSONValue(parsing: text)) ?? .string(text)))
    }
    return result
  }
}
