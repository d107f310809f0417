import ArgumentParser
import Dispatch
import Glibc

/// Where the program starts.
///
/// The entry is synchronous: only commands that talk to an endpoint pay for the concurrency runtime.
@main
enum Main {
  static func main() {
    // A closed pipe is an error of `write`, not a reason to die, and so is a file that may not grow.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    claimStandardStreams()
    do {
      try checkArguments()
      try run(Convo.command(from: Array(CommandLine.arguments.dropFirst())))
    } catch {
      end(with: error)
    }
    StandardOutput.flushOrExit()
  }

  /// Says what went wrong, and where the words are that were written for nothing.
  private static func end(with error: any Error) -> Never {
    let failure = Failure(error)
    guard let path = EditorDraft.process.path else { failure.exit() }
    failure.adding("What was written is in \(path).").exit()
  }

  /// Puts /dev/null in the place of a standard stream that was closed, before the runtime opens
  /// something of its own there and a reply is written into it.
  private static func claimStandardStreams() {
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
      _ = open("/dev/null", O_RDWR)
    }
  }

  /// Refuses arguments that are not UTF-8, which would else be changed without a word.
  private static func checkArguments() throws {
    for position in 0..<Int(CommandLine.argc) {
      guard let argument = CommandLine.unsafeArgv[position] else { continue }
      guard String(validatingCString: argument) != nil else {
        throw Failure(.refusedData, "Argument \(position) is not UTF-8; nothing was done.")
      }
    }
  }

  /// Generic, so that no existential type is asked whether it conforms.
  private static func run(_ command: some ParsableCommand) throws {
    if let command = command as? any AsyncParsableCommand {
      runAsynchronously(command)
    } else {
      var command = command
      try command.run()
    }
  }

  private static func runAsynchronously(_ command: any AsyncParsableCommand) -> Never {
    nonisolated(unsafe) var command = command
    Task {
      do {
        try await command.run()
        StandardOutput.flushOrExit()
        exit(0)
      } catch {
        end(with: error)
      }
    }
    dispatchMain()
  }
}
