import ArgumentParser

extension Convo {
  /// The command that arguments ask for, ready to run.
  ///
  /// A command named by the first argument is parsed on its own, which spares the root command's own
  /// parsing; see `docs/decisions/0009-start-up.md`. Whatever does not succeed that way, help included,
  /// is parsed again from the root, whose messages name the whole command.
  /// - Throws: ArgumentParser's errors, which `Failure` puts into words.
  static func command(from arguments: [String]) throws -> any ParsableCommand {
    if let name = arguments.first, let type = subcommand(named: name),
      let command = try? type.parseAsRoot(Array(arguments.dropFirst())),
      Swift.type(of: command) == type
    {
      return command
    }
    return try parseAsRoot(arguments)
  }

  private static func subcommand(named name: String) -> (any ParsableCommand.Type)? {
    configuration.subcommands.first {
      $0.configuration.commandName == name || $0.configuration.aliases.contains(name)
    }
  }
}
