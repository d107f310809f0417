import ArgumentParser

/// The command line of convo.
struct Convo: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convo",
    abstract: "Keeps every conversation with a language model, as a tree, on your own disk.",
    discussion: """
      A REF names a conversation or a message: a short id as convo prints it, a title, @ for the \
      end of the current conversation, @~3 for three messages above it, or REF:branch.

      Example: convo new "How do I sort a list in Swift?"
      """,
    version: Version.text,
    groupedSubcommands: [
      CommandGroup(
        name: "Talk",
        subcommands: [
          New.self, Continue.self, BranchCommand.self, Edit.self, Retry.self, Compact.self,
        ]),
      CommandGroup(
        name: "Look",
        subcommands: [
          List.self, Show.self, Tree.self, Search.self, UsageCommand.self, Context.self,
          Tokens.self,
        ]),
      CommandGroup(
        name: "Keep order",
        subcommands: [
          Switch.self, Rename.self, TagCommand.self, Pin.self, Prefer.self, Archive.self,
          Delete.self, Undo.self, GC.self, Doctor.self,
        ]),
      CommandGroup(
        name: "Take out and in",
        subcommands: [Export.self, Import.self, Merge.self, Backup.self]),
      CommandGroup(name: "Set up", subcommands: setUp),
    ])

  private static var setUp: [any ParsableCommand.Type] {
    #if Networking
      [Models.self, Config.self, Demo.self]
    #else
      [Config.self]
    #endif
  }
}
