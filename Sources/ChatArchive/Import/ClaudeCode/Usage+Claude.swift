import ChatCompletions
import ChatStore

extension Usage {
  /// Reads what Anthropic's API says of a call: there what was cached is counted beside the rest.
  ///
  /// <https://docs.anthropic.com/en/docs/build-with-claude/prompt-caching#tracking-cache-performance>
  init(claude value: JSONValue?) {
    let read = value?["cache_read_input_tokens"]?.tokens
    self.init(
      prompt: Count(
        reported: Self.sum(
          value?["input_tokens"]?.tokens, read, value?["cache_creation_input_tokens"]?.tokens)),
      completion: Count(reported: value?["output_tokens"]?.tokens), cached: Count(reported: read))
  }

  private static func sum(_ counts: Int?...) -> Int? {
    let known = counts.compactMap { $0 }
    return known.isEmpty ? nil : known.reduce(0, +)
  }
}
