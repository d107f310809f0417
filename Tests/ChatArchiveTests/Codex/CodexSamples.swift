/// Invented rollouts in the form of Codex CLI's.
enum CodexSamples {
  static let all = [rollout, legacy]

  static func line(_ type: String, _ payload: String, at second: Int = 0) -> String {
    let time = "2025-10-29T00:\(10 + second / 60):\(10 + second % 60).000Z"
    return #"{"timestamp": "\#(time)", "type": "\#(type)", "payload": \#(payload)}"#
  }

  static func item(_ payload: String, at second: Int = 0) -> String {
    line("response_item", payload, at: second)
  }

  static func user(_ text: String, at second: Int = 0) -> String {
    item(
      #"{"type": "message", "role": "user", "content": [{"type": "input_text", "text": "\#(text)"}]}"#,
      at: second)
  }

  static func assistant(_ text: String, at second: Int = 0) -> String {
    item(
      #"{"type": "message", "role": "assistant", "phase": "final", "content": [{"type": "output_text", "text": "\#(text)"}]}"#,
      at: second)
  }

  static func tokens(_ input: Int, _ output: Int, total: Int) -> String {
    line(
      "event_msg",
      """
      {"type": "token_count", "info": {"total_token_usage": {"total_tokens": \(total)}, \
      "last_token_usage": {"input_tokens": \(input), "cached_input_tokens": 100, \
      "output_tokens": \(output), "reasoning_output_tokens": 3}}, "rate_limits": {}}
      """)
  }

  /// Reasoning and two calls in one answer, results out of order, a turn that was rolled back.
  static let rollout = [
    line(
      "session_meta",
      #"{"id": "th-1", "cwd": "/tmp/x", "cli_version": "0.46.0", "git": {"branch": "main"}, "base_instructions": {"text": "You are Codex."}}"#
    ),
    user("<environment_context>cwd</environment_context>"),
    user("Count the files", at: 1),
    line("event_msg", #"{"type": "user_message", "message": "Count the files"}"#),
    line("turn_context", #"{"model": "gpt-5-codex", "cwd": "/tmp/x"}"#),
    item(
      #"{"type": "reasoning", "summary": [{"type": "summary_text", "text": "Counting"}], "encrypted_content": "gAAA"}"#,
      at: 2),
    assistant("I count.", at: 3),
    item(
      #"{"type": "function_call", "name": "shell", "arguments": "{\"c\":1}", "call_id": "k1"}"#,
      at: 4),
    item(
      #"{"type": "custom_tool_call", "name": "apply_patch", "input": "*** Begin", "call_id": "k2", "status": "completed"}"#,
      at: 5),
    tokens(1000, 50, total: 1050),
    user("(quick)", at: 5),
    item(
      #"{"type": "function_call_output", "call_id": "k2", "output": {"content": "patched", "success": true}}"#
    ),
    item(
      #"{"type": "function_call_output", "call_id": "k1", "output": [{"type": "input_text", "text": "3 files"}, {"type": "input_image", "image_url": "data:image/png;base64,AAAA"}]}"#
    ),
    tokens(1000, 50, total: 1050),
    item(
      #"{"type": "web_search_call", "status": "completed", "action": {"type": "search", "query": "files"}}"#
    ),
    assistant("Three.", at: 9),
    tokens(1200, 9, total: 2259),
    user("Wrong question", at: 20),
    assistant("A wrong answer", at: 21),
    line("event_msg", #"{"type": "thread_rolled_back", "num_turns": 1}"#),
    user("Right question", at: 30),
    item(#"{"type": "ghost_snapshot", "ghost_commit": {}}"#),
    assistant("A right answer", at: 31),
    line("compacted", #"{"message": "So far: files."}"#, at: 40),
    line("event_msg", #"{"type": "thread_name_updated", "thread_name": "Files"}"#),
  ]

  /// As rollouts were in the first half of 2025.
  static let legacy = [
    #"{"id": "th-2", "timestamp": "2025-06-01T10:00:00.000Z", "instructions": null, "git": {}}"#,
    #"{"record_type": "state"}"#,
    #"{"type": "message", "role": "user", "content": [{"type": "input_text", "text": "Hello"}]}"#,
    #"{"type": "message", "id": "m", "role": "assistant", "content": [{"type": "output_text", "text": "Hi"}]}"#,
    #"{"type": "local_shell_call", "call_id": "c", "status": "completed", "action": {"type": "exec", "command": ["ls"]}}"#,
    #"{"type": "function_call_output", "call_id": "c", "output": "a.txt"}"#,
    #"{"type": "function_call_output", "call_id": "gone", "output": "lost"}"#,
  ]
}
