import ChatCompletions
import Glibc

/// The course of `config init`: questions, a test, and one write at the end.
///
/// Until that write nothing has changed, so it may be broken off anywhere.
struct Setup {
  let options: ConfigInit
  /// The configuration file.
  let file: String
  let dialogue = Dialogue()
  let environment = EnvironmentVariables.process

  /// Asks, tests and writes.
  func run() async throws {
    let text = try ConfigurationFile.read(file) ?? ""
    let configuration = try Configuration.parse(text, path: file)
    let (name, baseURL) = try endpoint(in: configuration)
    let known = configuration.provider(named: name)
    let key = try key(of: name, known: known)
    var changes = SetupChanges(provider: name, baseURL: baseURL, known: known, key: key)
    let draft = try Configuration.parse(changes.applied(to: text, path: file), path: file)
    let models = try await test(name, key: key, in: draft)
    let model = try model(of: name, in: configuration, listed: models)
    if models == nil { try await test(name, model: model, key: key, in: draft) }
    changes.setModel(model)
    let changed = try changes.applied(to: text, path: file)
    try confirm(changes, in: text)
    try write(changed, key: key, provider: name)
    tellWhatIsNext(name, model: model, key: key)
  }

  /// The file that a provider's key is kept in.
  func keyFile(of provider: String) -> String {
    Locations.expanded(
      SetupChanges.keyFile(of: provider), beside: file, environment: environment)
  }

  /// A file that is there is never changed unasked.
  private func confirm(_ changes: SetupChanges, in text: String) throws {
    guard !text.trimmed.isEmpty, !options.force else { return }
    guard dialogue.isTerminal else {
      throw Failure(
        .usage, "\(file) is there already; --force changes it and keeps the rest of what is in it.")
    }
    StandardError.notice("\(file) is there already; this changes in it:")
    for setting in changes.settings {
      StandardError.write(
        "  \(TerminalText.line(setting.path.written)) = \(TerminalText.line(setting.value))\n")
    }
    guard try dialogue.confirms("Change it?") else {
      throw Failure(.interrupted, "Nothing was changed.")
    }
  }

  /// Writes the key first: a configuration never names a key that is not there.
  ///
  /// Without the configuration the key that was there before is put back.
  private func write(_ text: String, key: KeyPlace, provider: String) throws {
    let ignored = IgnoredSignals()
    defer { ignored.restore() }
    guard case .file(let key?) = key else { return try ConfigurationFile.write(text, to: file) }
    let path = keyFile(of: provider)
    let before = (try? KeyFile.read(path)).flatMap { try? APIKey($0, from: .file(path)) }
    let isNew = access(path, F_OK) != 0
    try KeyFile.write(key, to: path)
    do {
      try ConfigurationFile.write(text, to: file)
    } catch {
      if let before { try KeyFile.write(before, to: path) } else if isNew { unlink(path) }
      throw error
    }
  }

  private func tellWhatIsNext(_ name: String, model: String, key: KeyPlace) {
    StandardError.notice("\(file) is written; \(name)/\(model) is asked from now on")
    switch key {
    case .file: StandardError.notice("the key is in \(keyFile(of: name)), for you alone")
    case .variable(let variable) where environment[variable]?.trimmed.nonEmpty == nil:
      StandardError.notice("set the environment variable \(variable) before you ask")
    default: break
    }
    for variable in ["OPENAI_BASE_URL", "CONVO_MODEL"] where environment[variable]?.nonEmpty != nil
    {
      StandardError.notice("\(variable) is set, and goes before the configuration")
    }
    StandardError.notice("begin with: convo new \"Hello\"")
  }
}
