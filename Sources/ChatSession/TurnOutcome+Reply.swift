import ChatCompletions
import ChatStore

extension TurnOutcome {
  /// What a reply comes to.
  init(
    of reply: Reply, to request: PreparedRequest, firstTokenAt: Timestamp?,
    settings: RequestSettings
  ) {
    let content = MessageMapping.stored(reply)
    let estimate = settings.estimatedTokens(of: content)
    let usage = Usage(
      prompt: .init(
        reported: reply.usage?.prompt, estimated: request.record.estimatedPromptTokens),
      completion: .init(reported: reply.usage?.completion, estimated: estimate.completion),
      cached: .init(reported: reply.usage?.cached),
      reasoning: .init(reported: reply.usage?.reasoning, estimated: estimate.reasoning))
    let error: String? =
      switch reply.completion {
      case .complete: nil
      case .truncated(let reason): reason
      }
    self.init(
      reply: content, error: error, modelAnswered: reply.model, finishReason: reply.finishReason,
      firstTokenAt: firstTokenAt, usage: usage, envelope: reply.envelope.serialized)
  }
}
