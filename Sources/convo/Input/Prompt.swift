/// What the user says: arguments, what is piped in, an editor.
enum Prompt {
  /// Collects the prompt.
  ///
  /// Arguments are joined by spaces. When text is piped in as well, the arguments are the instruction
  /// and come first, then an empty line, then the text: `git diff | convo new "review this"`. The
  /// editor, if asked for, begins with all of that. A terminal is never read from; with no arguments
  /// there, the editor opens if the environment names one.
  ///
  /// Handlers of Ctrl-C should be set afterwards, because waiting for a pipe cannot be cancelled.
  /// - Parameters:
  ///   - arguments: The words of the command line.
  ///   - standardInput: Where text may be piped in.
  ///   - edit: Whether the editor was asked for.
  ///   - asks: Whether the editor may open by itself when nothing was said.
  ///   - draft: What the editor begins with when nothing was said.
  ///   - environment: Where `VISUAL`, `EDITOR` and `TMPDIR` are.
  ///   - kept: Where the editor's file is noted.
  /// - Returns: The prompt, or nil if there is none.
  /// - Throws: `PromptError`.
  static func read(
    arguments: [String], standardInput: StandardInput = .process, edit: Bool = false,
    asks: Bool = true, draft: String = "", environment: EnvironmentVariables = .process,
    keeping kept: EditorDraft = .process
  ) async throws -> String? {
    let prompt = join(arguments: arguments, input: try standardInput.read())
    let isUnsaid = arguments.isEmpty && prompt == nil && standardInput.isTerminal
    guard edit || (asks && isUnsaid && Editor.isNamed(in: environment)) else { return prompt }
    return try await Editor(environment: environment).edit(prompt ?? draft, keeping: kept)
  }

  /// Puts the instruction and the text together; nil if there is neither.
  static func join(arguments: [String], input: String?) -> String? {
    let instruction = arguments.joined(separator: " ")
    guard !instruction.allSatisfy(\.isWhitespace) else { return input }
    guard let input else { return instruction }
    return instruction + "\n\n" + input
  }
}
