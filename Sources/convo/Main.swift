import ArgumentParser
import Dispatch
import Glibc

/// Where the program starts.
///
/// The entry is synchronous: only commands that talk to an endpoint pay for the concurrency runtime.
@main
enum Main {
  static func main() {
    // A closed pipe is an error of `write`, not a reason to die.
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try Convo.parseAsRoot()
      if let command = command as? any AsyncParsableCommand {
        runAsynchronously(command)
      } else {
        try command.run()
      }
    } catch {
      Failure(error).exit()
    }
    StandardOutput.flushOrExit()
  }

  private static func runAsynchronously(_ command: any AsyncParsableCommand) -> Never {
    nonisolated(unsafe) var command = command
    Task {
      do {
        try await command.run()
        StandardOutput.flushOrExit()
        exit(0)
      } catch {
        Failure(error).exit()
      }
    }
    dispatchMain()
  }
}
