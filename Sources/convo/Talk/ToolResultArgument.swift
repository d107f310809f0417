import ChatSession
import ChatStore

/// `--tool-result ID=TEXT`: what a tool answered.
struct ToolResultArgument {
  private let argument: String

  init(_ argument: String) throws {
    guard let equals = argument.firstIndex(of: "="), equals != argument.startIndex else {
      throw Failure(.usage, "--tool-result \(argument): write it as ID=TEXT.")
    }
    self.argument = argument
  }

  /// The tool message for a call that waits for it.
  ///
  /// An id may hold `=` itself, so the longest id that fits is meant.
  func draft(answering pending: PendingCalls) throws -> MessageDraft {
    let fitting = pending.calls.filter { argument.utf8.starts(with: "\($0.callID)=".utf8) }
    guard let call = fitting.max(by: { $0.callID.utf8.count < $1.callID.utf8.count }) else {
      let waiting = pending.calls.map { TerminalText.line($0.callID) }.joined(separator: ", ")
      throw Failure(
        .refusedData,
        "No call waits for --tool-result \(argument.prefix(60)); "
          + (waiting.isEmpty ? "none waits at all." : "these do: \(waiting)."))
    }
    let text = String(decoding: argument.utf8.dropFirst(call.callID.utf8.count + 1), as: UTF8.self)
    return MessageDraft(
      MessageContent(role: .tool, text: text, toolCallID: call.callID), result: ToolResult())
  }
}
