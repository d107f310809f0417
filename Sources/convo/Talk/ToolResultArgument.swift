import ChatSession
import ChatStore

/// `--tool-result ID=TEXT`: what a tool answered.
struct ToolResultArgument {
  let callID: String
  let text: String

  init(_ argument: String) throws {
    guard let equals = argument.firstIndex(of: "="), equals != argument.startIndex else {
      throw Failure(.usage, "--tool-result \(argument): write it as ID=TEXT.")
    }
    callID = String(argument[..<equals])
    text = String(argument[argument.index(after: equals)...])
  }

  /// The tool message for a call that waits for it.
  func draft(answering pending: PendingCalls) throws -> MessageDraft {
    guard let call = pending.call(callID) else {
      let waiting = pending.calls.map(\.callID).joined(separator: ", ")
      throw Failure(
        .refusedData,
        "No call \(callID) waits for a result; "
          + (waiting.isEmpty ? "none does." : "these do: \(waiting)."))
    }
    return MessageDraft(
      MessageContent(role: .tool, text: text, name: nil, toolCallID: call.callID),
      result: ToolResult())
  }
}
