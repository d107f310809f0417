/// What a model's chat template puts around the messages of a request.
///
/// `Tests/Reference/llama/templates.md` tells each of them in full; all but OpenAI's were read from the
/// published templates, and totals are held against a server that applies them.
public enum ChatTemplate: String, Sendable, CaseIterable {
  /// As OpenAI's cookbook counts ("How to count tokens with tiktoken"): each value by itself.
  case openAI = "openai"
  /// ChatML as Qwen to Qwen2.5 write it, with a system message of its own where there is none.
  case qwen25 = "qwen2.5"
  /// ChatML as Qwen3 writes it.
  case qwen3
  /// That of DeepSeek-V3 and V3-0324.
  case deepSeekV3 = "deepseek-v3"
  /// That of DeepSeek-V3.1.
  case deepSeekV31 = "deepseek-v3.1"
  /// Any: no less than the largest of the others.
  case unknown

  /// The tokens of a request beside its messages and tools: what begins it, and what primes the reply.
  public var perRequest: Int {
    switch self {
    case .openAI, .qwen25, .qwen3: 3
    case .deepSeekV3, .deepSeekV31: 1
    case .unknown: TemplateOverhead.safe.perReply
    }
  }

  /// The tokens that it adds to a request without instructions: Qwen2.5's "You are Qwen, created by Alibaba
  /// Cloud. You are a helpful assistant."
  public var withoutInstructions: Int { self == .qwen25 ? 21 : 0 }
}
