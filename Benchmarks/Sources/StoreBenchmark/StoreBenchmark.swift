import ArgumentParser
import ChatStore

/// Measures the store through its public interface and prints one line of JSON a run.
@main struct StoreBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "StoreBenchmark",
    abstract: "Measures the store and prints a line of JSON.",
    subcommands: [])
}
