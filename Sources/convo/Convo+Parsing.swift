import ArgumentParser

extension Convo {
  /// The command that arguments ask for, ready to run.
  ///
  /// A command named by the first argument is parsed on its own, which spares the root command's own
  /// parsing; see `docs/decisions/0009-start-up.md`. Whatever does not succeed that way, help included,
  /// is parsed again from the root, whose messages name the whole command.
  /// - Throws: ArgumentParser's errors, which `Failure` puts into words.
  static func command(from arguments: [String]) throws -> any ParsableCommand {
    let arguments = prepared(arguments)
    if let name = arguments.first, let type = subcommand(named: name),
      let command = try? type.parseAsRoot(Array(arguments.dropFirst())),
      Swift.type(of: command) == type
    {
      return command
    }
    try checkName(arguments)
    return try parseAsRoot(arguments)
  }

  /// Arguments that are what somebody looks for, put so that they are taken for it.
  private static func prepared(_ arguments: [String]) -> [String] {
    guard let name = arguments.first,
      let command = subcommand(named: name) as? any QueryCommand.Type
    else { return arguments }
    return [name] + command.prepared(Array(arguments.dropFirst()))
  }

  /// Refuses a command that there is not, with the one that was probably meant.
  private static func checkName(_ arguments: [String]) throws {
    let named = arguments.first == "help" ? arguments.dropFirst().first : arguments.first
    guard let name = named, !name.hasPrefix("-"), name != "help", subcommand(named: name) == nil
    else { return }
    let names = configuration.subcommands.compactMap { $0.configuration.commandName }
    let hint =
      name.closest(in: names).map { "did you mean \($0)?" } ?? "convo --help prints all of them."
    throw Failure(.usage, "There is no command \"\(TerminalText.line(name))\"; \(hint)")
  }

  private static func subcommand(named name: String) -> (any ParsableCommand.Type)? {
    configuration.subcommands.first {
      $0.configuration.commandName == name || $0.configuration.aliases.contains(name)
    }
  }
}
