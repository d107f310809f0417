import ChatCompletions
import Glibc
import Subprocess

/// The user's editor.
///
/// `$VISUAL`, `$EDITOR` or `vi`, run by a shell as Git does, so that arguments work: `code --wait`.
struct Editor: Sendable {
  /// The command.
  let command: String
  private let temporaryFolder: String

  /// Finds the editor.
  init(environment: EnvironmentVariables) {
    command = Self.named(environment) ?? "vi"
    temporaryFolder = environment["TMPDIR"]?.nonEmpty ?? "/tmp"
  }

  /// Whether the environment names one.
  static func isNamed(in environment: EnvironmentVariables) -> Bool { named(environment) != nil }

  /// Lets the user change a text.
  ///
  /// The text is in a file that only its owner can read. Nothing in it is a comment. Without a
  /// terminal on standard input or output the editor gets the one that the process belongs to, so
  /// that `git diff | convo new --edit > reply.md` works.
  /// - Parameters:
  ///   - text: What the file begins with.
  ///   - draft: Where the file is noted if something was written into it.
  /// - Returns: The text without line ends at its end; nil if there is nothing in it.
  /// - Throws: `PromptError` when there is no file or no editor, or the editor failed.
  func edit(_ text: String, keeping draft: EditorDraft) async throws -> String? {
    let path = try makeFile(text)
    guard try await run(path, text) else {
      // An editor that fails may leave an hour's work behind.
      let isUnchanged = contains(path, text)
      if isUnchanged { unlink(path) }
      let rest = isUnchanged ? "" : ", and what was written is in \(path)"
      throw PromptError.editor(command: command, reason: "ended with an error" + rest)
    }
    // Line ends at the end are dropped of what was changed only.
    let edited = contains(path, text) ? text : try read(path)
    let isEmpty = edited.allSatisfy(\.isWhitespace)
    if isEmpty || edited.hasSameBytes(as: text) { unlink(path) } else { draft.keep(path) }
    return isEmpty ? nil : edited
  }

  /// Runs the editor and says whether it ended well.
  private func run(_ path: String, _ text: String) async throws -> Bool {
    // A trap, unlike an ignored signal, is not passed on: the shell lives through Ctrl-C and the
    // editor answers it.
    let script = "trap : INT QUIT; " + Self.redirection + command + " \"$@\""
    do {
      let result = try await Subprocess.run(
        .name("sh"), arguments: ["-c", script, command, path], input: .currentStandardInput,
        output: .currentStandardOutput, error: .currentStandardError
      ) { _ in
        // Ctrl-C goes to every process of the terminal, so to this one, too.
        IgnoredSignals()
      }
      result.closureResult.restore()
      return result.terminationStatus.isSuccess
    } catch let error as SubprocessError {
      if contains(path, text) { unlink(path) }
      throw PromptError.editor(command: command, reason: "could not be run (\(error))")
    }
  }

  private func makeFile(_ text: String) throws(PromptError) -> String {
    do throws(SystemError) {
      let (descriptor, path) = try TemporaryFile.make(temporaryFolder + "/convo-", suffix: ".md")
      defer { close(descriptor) }
      do throws(SystemError) {
        try InputBytes.write(Self.bytes(of: text), to: descriptor)
      } catch {
        unlink(path)
        throw error
      }
      return path
    } catch {
      throw .unwritable(folder: temporaryFolder, reason: error.description)
    }
  }

  /// Editors show a file without a line end at its end as broken.
  private static func bytes(of text: String) -> [UInt8] {
    Array((text.isEmpty ? "" : text + "\n").utf8)
  }

  /// Whether the file still is as it was made.
  private func contains(_ path: String, _ text: String) -> Bool {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return (try? InputBytes.read(descriptor, limit: InputText.limit)) == Self.bytes(of: text)
  }

  // Opened anew, because many editors replace the file by another one of its name.
  private func read(_ path: String) throws(PromptError) -> String {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw .unreadable(source: path, reason: SystemError.current.description)
    }
    defer { close(descriptor) }
    return try InputText.read(descriptor, source: path)
  }

  private static func named(_ environment: EnvironmentVariables) -> String? {
    [environment["VISUAL"], environment["EDITOR"]].lazy.compactMap { $0?.trimmed.nonEmpty }.first
  }

  /// Shell text that gives the editor the terminal when it has lost it.
  private static var redirection: String {
    guard isatty(STDIN_FILENO) != 1 || isatty(STDOUT_FILENO) != 1 else { return "" }
    let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC)
    guard terminal >= 0 else { return "" }
    close(terminal)
    return "exec </dev/tty >/dev/tty; "
  }
}
