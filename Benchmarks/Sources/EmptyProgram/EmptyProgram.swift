import ArgumentParser

/// A program with convo's commands and options that does nothing: what a program of this shape costs
/// to start.
struct EmptyProgram: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "empty",
    abstract: "Takes the commands and options of convo and does nothing.",
    discussion: "Nothing is read and nothing is printed.",
    version: "0",
    groupedSubcommands: [
      CommandGroup(name: "Talk", subcommands: [New.self, Continue.self, Branch.self]),
      CommandGroup(
        name: "Look", subcommands: [List.self, Show.self, Tree.self, Search.self, Usage.self]),
      CommandGroup(
        name: "Keep order", subcommands: [Switch.self, Rename.self, Export.self, Doctor.self]),
      CommandGroup(name: "Set up", subcommands: [Models.self, Config.self, Demo.self]),
    ])
}
