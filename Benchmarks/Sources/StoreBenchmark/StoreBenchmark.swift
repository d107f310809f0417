import ArgumentParser

/// Measures the store through its public interface.
@main struct StoreBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "StoreBenchmark",
    abstract: "Measures the store through its public interface; prints a line of JSON.",
    subcommands: [
      Append.self, BranchAtDepth.self, Fill.self, Path.self, Window.self, SearchFill.self,
      SearchBuild.self, SearchTimes.self, Turns.self,
      TokenCounting.self, BackupBeside.self,
    ])
}
