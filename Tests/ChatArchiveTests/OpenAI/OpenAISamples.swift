/// Invented objects in the form of OpenAI's.
enum OpenAISamples {
  static let all = [tuning, functions, preference, logged, request]

  static let tuning = #"""
    {"messages": [
      {"role": "system", "content": "Be brief."},
      {"role": "user", "content": [{"type": "text", "text": "What is"}, {"type": "text", "text": " this?"},
        {"type": "image_url", "image_url": {"url": "data:image/png;base64,AAAA"}}], "name": "ann"},
      {"role": "assistant", "content": null, "reasoning_content": "Look it up",
       "tool_calls": [{"id": "c1", "type": "function", "function": {"name": "look", "arguments": "{\"a\": 1"}}]},
      {"role": "tool", "tool_call_id": "c1", "content": "a cat"},
      {"role": "assistant", "content": "A cat.", "weight": 0, "refusal": null}
    ], "tools": [{"type": "function", "function": {"name": "look"}}], "parallel_tool_calls": false}
    """#

  static let functions = #"""
    {"messages": [
      {"role": "user", "content": "Weather?"},
      {"role": "assistant", "content": null, "function_call": {"name": "weather", "arguments": "{}"}},
      {"role": "function", "name": "weather", "content": "sunny"},
      {"role": "assistant", "content": "Sunny."},
      {"role": "function", "name": "late", "content": "orphan"},
      {"role": "critic", "content": {"score": 1}}
    ], "functions": [{"name": "weather"}], "model": "gpt-3.5-turbo", "created": 1700000000}
    """#

  static let preference = #"""
    {"input": {"messages": [{"role": "user", "content": "Hello?"}], "tools": [], "parallel_tool_calls": true},
     "preferred_output": [{"role": "assistant", "content": "Hello!"}],
     "non_preferred_output": [{"role": "assistant", "content": "What."}]}
    """#

  static let logged = #"""
    {"request": {"model": "gpt-4o", "temperature": 0.5, "messages": [{"role": "user", "content": "Two ways?"}], "n": 2},
     "response": {"id": "chatcmpl-1", "object": "chat.completion", "created": 1700000001, "model": "gpt-4o-2024",
       "choices": [
         {"index": 0, "message": {"role": "assistant", "content": "One", "refusal": null}, "finish_reason": "stop"},
         {"index": 1, "message": {"role": "assistant", "content": "Other"}, "finish_reason": "length"}],
       "usage": {"prompt_tokens": 10, "completion_tokens": 4, "total_tokens": 14,
         "prompt_tokens_details": {"cached_tokens": 8}, "completion_tokens_details": {"reasoning_tokens": 1}}},
     "custom_id": "x-1"}
    """#

  static let request = #"""
    {"id": 7, "messages": [{"role": "developer", "content": "d"}, {"role": "user", "content": "u"}],
     "model": "m", "choices": [{"message": {"role": "assistant", "content": "a"}}], "usage": {"prompt_tokens": 3},
     "created": 1700000002}
    """#
}
