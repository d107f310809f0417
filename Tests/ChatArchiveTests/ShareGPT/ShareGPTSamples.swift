/// Invented conversations in the dialects of ShareGPT.
enum ShareGPTSamples {
  static let all = [plain, tools, pair, roles]

  static let plain = #"""
    {"id": "identity_0", "conversations": [
      {"from": "human", "value": "<div>Who\n are you?</div>"}, {"from": "gpt", "value": "Vicuna.", "weight": 1},
      {"from": "bing", "value": "Bing."}, {"from": "stranger", "value": null}]}
    """#

  static let tools = #"""
    {"system": "Use tools.", "tools": "[{\"name\": \"add\"}]", "conversations": [
      {"from": "human", "value": "1+2 and 3+4?"},
      {"from": "function_call", "value": "[{\"name\": \"add\", \"arguments\": {\"a\": 1}}, {\"name\": \"add\", \"arguments\": \"x\"}]"},
      {"from": "observation", "value": "3"}, {"from": "tool", "value": "7"},
      {"from": "gpt", "value": "3 and 7"}, {"from": "observation", "value": "late"},
      {"from": "function_call", "value": "not JSON"}]}
    """#

  static let pair = #"""
    {"conversations": [{"from": "human", "value": "Best?"}],
     "chosen": {"from": "gpt", "value": "This"}, "rejected": {"from": "gpt", "value": "That"}}
    """#

  static let roles = #"""
    {"conversation_id": "abc", "model": "vicuna-13b", "language": "English", "conversation": [
      {"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello"}]}
    """#
}
