import ChatCompletions
import Glibc

extension Setup {
  // MARK: The endpoint

  /// The endpoint's name, and its address if that is not known under this name.
  func endpoint(in configuration: Configuration) throws -> (name: String, baseURL: String?) {
    if let name = options.provider {
      return (try checkedName(name), try address(of: name, options.baseURL, in: configuration))
    }
    if let url = options.baseURL { return try named(checkedURL(url), in: configuration) }
    let names = configuration.providers.map(\.name).joined(separator: ", ")
    return try dialogue.ask(
      "Endpoint: \(names), or a base URL", suggestion: configuration.provider
    ) { answer in
      if answer.contains("://") { return try named(checkedURL(answer), in: configuration) }
      let name = try checkedName(answer)
      guard configuration.provider(named: name) == nil else { return (name, nil) }
      if let meant = name.closest(in: configuration.providers.map(\.name)), dialogue.isTerminal {
        StandardError.notice("\(name) is not known; did you mean \(meant)?")
      }
      return (name, try address(of: name, nil, in: configuration))
    }
  }

  /// Finds the name of an address, or makes one from its host.
  private func named(
    _ url: String, in configuration: Configuration
  ) throws -> (name: String, baseURL: String?) {
    let wanted = try BaseURL(url)
    if let known = configuration.providers.first(where: { (try? BaseURL($0.baseURL)) == wanted }) {
      return (known.name, nil)
    }
    let host = String(wanted.name.map { $0 == ":" ? "-" : $0 })
    guard dialogue.isTerminal else { return (try checkedName(host), url) }
    return (try dialogue.ask("A name for it", suggestion: host, checkedName), url)
  }

  private func address(
    of name: String, _ given: String?, in configuration: Configuration
  ) throws -> String? {
    let known = configuration.provider(named: name)?.baseURL
    guard let given else {
      if known != nil { return nil }
      return try dialogue.ask("Base URL of \(name)", checkedURL)
    }
    let url = try checkedURL(given)
    return known.flatMap { try? BaseURL($0) } == (try? BaseURL(url)) ? nil : url
  }

  private func checkedName(_ name: String) throws -> String {
    let isName = ConfigurationSchema.lookup(["providers", TOMLKey(name)]) == .table
    guard isName, !name.allSatisfy({ $0 == "." }), !SettingKind.looksLikeKey(name) else {
      throw Failure(
        .usage, "An endpoint's name has only letters, digits, dots, hyphens and underscores.")
    }
    return name
  }

  private func checkedURL(_ url: String) throws -> String {
    do {
      _ = try BaseURL(url)
      return url
    } catch {
      throw Failure(.usage, "This base URL cannot be used: \(error.reason).")
    }
  }

  // MARK: The key

  /// Where the key is kept, and the key if it is to be kept by convo.
  func key(of name: String, known: Provider?) throws -> KeyPlace {
    if options.noKey { return .none }
    if options.keyStdin { return .file(try secret(of: name)) }
    if let variable = options.keyEnv { return .variable(try checkedVariable(variable)) }
    if let command = options.keyCommand { return .command(try checkedCommand(command)) }
    let place = try dialogue.ask(
      "Where its key is kept: file, environment, command or none", suggestion: usual(known)
    ) { answer in
      guard
        let place = ["file", "environment", "command", "none"].first(where: {
          $0.hasPrefix(answer.lowercased())
        })
      else { throw Failure(.usage, "Answer file, environment, command or none.") }
      return place
    }
    switch place {
    case "file": return .file(try secret(of: name))
    case "environment":
      return .variable(
        try dialogue.ask(
          "The variable's name", suggestion: known?.keyEnvironment.first, checkedVariable))
    case "command":
      return .command(
        try dialogue.ask(
          "The command that prints the key", suggestion: known?.keyCommand, checkedCommand))
    default: return .none
    }
  }

  private func usual(_ known: Provider?) -> String {
    guard let known else { return "file" }
    switch KeySource.own(of: known, environment: environment, file: file) {
    case .variable: return "environment"
    case .command: return "command"
    case .file: return "file"
    case nil: return known.needsKey ? "file" : "none"
    }
  }

  /// Asks for the key; nil keeps the one that is there.
  private func secret(of name: String) throws -> APIKey? {
    let path = keyFile(of: name)
    let isThere = access(path, F_OK) == 0
    let question = "Key (it is not shown" + (isThere ? "; empty keeps the old one)" : ")")
    return try dialogue.ask(question, suggestion: isThere ? "" : nil, isHidden: true) { answer in
      answer.isEmpty ? nil : try APIKey(answer, from: .file(path))
    }
  }

  private func checkedVariable(_ name: String) throws -> String {
    guard SettingKind.variables.accepts(.string(name)), !SettingKind.looksLikeKey(name) else {
      throw Failure(.usage, "This must be the name of an environment variable, not the key itself.")
    }
    return name
  }

  private func checkedCommand(_ command: String) throws -> String {
    guard SettingKind.command.accepts(.string(command)), !command.trimmed.isEmpty else {
      throw Failure(.usage, "This must be \(SettingKind.command.expected).")
    }
    return command
  }

  // MARK: The model

  /// The model that is asked when none is named; `listed` are those that the endpoint says it has.
  func model(of name: String, in configuration: Configuration, listed: [String]?) throws -> String {
    let model = try options.model ?? askForModel(of: name, in: configuration, listed ?? [])
    if let listed, !listed.isEmpty, !listed.contains(where: { $0.hasSameBytes(as: model) }) {
      StandardError.notice("\(name) does not list a model called \(model)")
    }
    return model
  }

  private func askForModel(
    of name: String, in configuration: Configuration, _ listed: [String]
  ) throws -> String {
    let known = configuration.provider(named: name)
    let last = configuration.provider == name ? configuration.model : nil
    if dialogue.isTerminal, !listed.isEmpty {
      let shown = listed.prefix(12).map { TerminalText.line($0) }.joined(separator: ", ")
      StandardError.notice("it has \(shown)\(listed.count > 12 ? ", …" : "")")
    }
    let suggestion = last ?? known?.defaultModel ?? (listed.count == 1 ? listed[0] : nil)
    return try dialogue.ask("Model", suggestion: suggestion) { answer in
      guard SettingKind.name.accepts(.string(answer)) else {
        throw Failure(.usage, "This must be \(SettingKind.name.expected).")
      }
      return answer
    }
  }
}
