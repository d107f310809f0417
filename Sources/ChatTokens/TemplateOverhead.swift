/// The tokens a chat template adds around the texts of a request, as safe upper values.
///
/// A template is part of the model, not of the endpoint, and is not always published. The values
/// are no less than the largest of the three below, with room to spare where templates change
/// from one version to the next; none was measured on an endpoint.
///
/// - OpenAI, as its cookbook counts for gpt-3.5-turbo to gpt-4o ("How to count tokens with
///   tiktoken"): 3 a message, 1 more with a name, 3 that prime the reply; the earliest
///   gpt-3.5-turbo had 4 a message. A function: 7 to 10, and 3 for each property; 12 at the end.
/// - ChatML as Qwen writes it: `<|im_start|>`, role, line end, text, `<|im_end|>`, line end, 5 a
///   message; `<|im_start|>assistant` and line end before the reply, 3. Qwen adds a system
///   message of its own where there is none, 21, and about 90 round the tools. A tool call is
///   wrapped in `<tool_call>`, line ends and the JSON keys `name` and `arguments`, 16, a result
///   in `<tool_response>`, 9: counted from the template's text, tags as plain text.
/// - DeepSeek: one begin-of-sentence token a request, a role token and an end token a message; a
///   call has begin, separator and end tokens, the word `function` and a JSON code fence.
public struct TemplateOverhead: Sendable, Equatable {
  /// Around each message, role included.
  public var perMessage: Int
  /// For the `name` of a message, besides the name itself.
  public var perName: Int
  /// Once a request: what begins it, what primes the reply, a default system message.
  public var perReply: Int
  /// Around each tool call of an assistant message, besides its name, id and arguments.
  public var perToolCall: Int
  /// Around the result of a tool, besides the message.
  public var perToolResult: Int
  /// Around each tool's schema, besides its JSON.
  public var perTool: Int
  /// Once, where there is any tool: the instructions that the template writes about them.
  public var perToolList: Int

  /// A name that differs where a value does.
  public var id: String {
    [perMessage, perName, perReply, perToolCall, perToolResult, perTool, perToolList]
      .map { String($0) }.joined(separator: "-")
  }

  /// Values safe for OpenAI, ChatML (Qwen) and DeepSeek.
  public static let safe = TemplateOverhead(
    perMessage: 6, perName: 2, perReply: 32, perToolCall: 24, perToolResult: 12, perTool: 16,
    perToolList: 220)

  /// An overhead with values of its own, such as ones measured on one endpoint.
  public init(
    perMessage: Int, perName: Int, perReply: Int, perToolCall: Int, perToolResult: Int,
    perTool: Int, perToolList: Int
  ) {
    self.perMessage = perMessage
    self.perName = perName
    self.perReply = perReply
    self.perToolCall = perToolCall
    self.perToolResult = perToolResult
    self.perTool = perTool
    self.perToolList = perToolList
  }
}
