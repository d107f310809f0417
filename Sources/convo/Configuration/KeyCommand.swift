import Glibc
import Subprocess
import Synchronization

/// The shell command that prints a provider's key: `pass show ecnu`, `op read …`.
struct KeyCommand: Sendable {
  /// The command, as it stands in the configuration.
  let command: String
  /// Whose key it prints, for messages.
  let provider: String
  /// How long it may take; a person may have to type a password.
  var patience = Duration.seconds(120)

  /// The most that it may print; a key is never that long.
  static let limit = 16 << 10

  /// How a command ended.
  private enum Ending: Sendable {
    case printed([UInt8])
    case failed(String)
  }

  /// Runs it and gives what it printed.
  ///
  /// What it says on standard error goes where ours goes, because it may ask for a password there. Its
  /// standard output is seen by nobody but the caller. It gets our standard input only if that is a
  /// terminal: whatever else stands there is not for it.
  /// - Throws: `ConfigurationError.failedKeyCommand`, which never quotes the output.
  func run() async throws(ConfigurationError) -> String {
    switch await ending() {
    case .failed(let reason): throw .failedKeyCommand(provider: provider, reason: reason)
    case .printed(let bytes):
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw .failedKeyCommand(provider: provider, reason: "printed something that is not text")
      }
      guard !text.trimmed.isEmpty else {
        throw .failedKeyCommand(provider: provider, reason: "printed nothing")
      }
      return text
    }
  }

  /// What comes first: the command's end or that of the patience.
  ///
  /// Not a task group, which would wait for both: a child of the killed shell can keep the pipe open.
  private func ending() async -> Ending {
    await withCheckedContinuation { continuation in
      let waiting = Mutex<CheckedContinuation<Ending, Never>?>(continuation)
      let settle = { @Sendable (ending: Ending) in
        waiting.withLock { $0.take() }?.resume(returning: ending)
      }
      let work = Task { settle(await execute()) }
      Task {
        try? await Task.sleep(for: patience)
        settle(.failed("took longer than \(patience.components.seconds) seconds"))
        work.cancel()
      }
    }
  }

  private func execute() async -> Ending {
    let script = (isatty(STDIN_FILENO) == 1 ? "" : "exec </dev/null\n") + command
    do {
      let result = try await Subprocess.run(
        .name("sh"), arguments: ["-c", script], input: .currentStandardInput,
        output: .bytes(limit: Self.limit), error: .currentStandardError)
      switch result.terminationStatus {
      case .exited(0): return .printed(result.standardOutput)
      case .exited(let status): return .failed("ended with exit status \(status)")
      case .signaled(let signal): return .failed("was ended by signal \(signal)")
      }
    } catch let error as SubprocessError where error.code == .outputLimitExceeded {
      return .failed("printed more than \(Self.limit >> 10) KiB")
    } catch {
      // Its own words could hold a part of the command's output.
      return .failed("could not be run")
    }
  }
}
