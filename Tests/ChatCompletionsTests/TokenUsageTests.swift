import ChatCompletions
import Testing

struct TokenUsageTests {
  @Test("Usage is read with its details, whoever reports them")
  func details() throws {
    let openAI = try JSONValue(
      parsing:
        #"{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15,"prompt_tokens_details"#
        + #"":{"cached_tokens":4},"completion_tokens_details":{"reasoning_tokens":2}}"#)
    #expect(
      TokenUsage(json: openAI)
        == TokenUsage(prompt: 10, completion: 5, total: 15, cached: 4, reasoning: 2))
    let deepSeek: JSONValue = ["prompt_cache_hit_tokens": 3, "prompt_tokens_details": nil]
    #expect(TokenUsage(json: deepSeek) == TokenUsage(cached: 3))
  }

  @Test(
    "A count that is none is not reported",
    arguments: ["-1", "1.5", "99999999999999999999", "1e300", "\"5\"", "null", "[]", "true"])
  func absurd(count: String) throws {
    let json = try JSONValue(parsing: #"{"prompt_tokens":\#(count),"total_tokens":1}"#)
    #expect(TokenUsage(json: json) == TokenUsage(total: 1))
  }

  @Test("A usage that reports nothing is none", arguments: [[:], nil, [], ["x": 1]] as [JSONValue])
  func nothing(json: JSONValue) {
    #expect(TokenUsage(json: json) == nil)
  }
}
