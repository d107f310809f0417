/// Invented sessions in the form of Claude Code's.
enum ClaudeCodeSamples {
  static let all = [session, resumed, compacted, agent]

  /// A line with what all lines have.
  static func line(
    _ type: String, _ uuid: String, _ parent: String?, _ rest: String, session: String = "s1",
    at second: Int = 0
  ) -> String {
    let parent = parent.map { #""\#($0)""# } ?? "null"
    let time = "2025-07-03T13:\(10 + second / 60):\(10 + second % 60).000Z"
    return """
      {"parentUuid": \(parent), "isSidechain": false, "userType": "external", "cwd": "/home/x/p", \
      "sessionId": "\(session)", "version": "2.0.1", "gitBranch": "main", "type": "\(type)", \
      "uuid": "\(uuid)", "timestamp": "\(time)", \(rest)}
      """
  }

  static func user(_ uuid: String, _ parent: String?, _ text: String, at second: Int = 0) -> String
  {
    line(
      "user", uuid, parent, #""message": {"role": "user", "content": "\#(text)"}"#, at: second)
  }

  static func assistant(
    _ uuid: String, _ parent: String?, _ id: String, _ block: String, output: Int = 5,
    stop: String = "null", at second: Int = 0
  ) -> String {
    line(
      "assistant", uuid, parent,
      """
      "requestId": "req_\(id)", "message": {"id": "\(id)", "type": "message", "role": "assistant", \
      "model": "claude-opus-4", "content": [\(block)], "stop_reason": \(stop), \
      "usage": {"input_tokens": 4, "cache_creation_input_tokens": 100, \
      "cache_read_input_tokens": 1000, "output_tokens": \(output), "service_tier": "standard"}}
      """, at: second)
  }

  static func result(
    _ uuid: String, _ parent: String?, _ call: String, _ text: String, at second: Int = 0
  ) -> String {
    line(
      "user", uuid, parent,
      """
      "toolUseResult": {"stdout": "\(text)", "interrupted": false}, "message": {"role": "user", \
      "content": [{"tool_use_id": "\(call)", "type": "tool_result", "content": "\(text)", \
      "is_error": false}]}
      """, at: second)
  }

  static let thinking = #"{"type": "thinking", "thinking": "Hm.", "signature": "c2ln"}"#
  static func call(_ id: String) -> String {
    #"{"type": "tool_use", "id": "\#(id)", "name": "Bash", "input": {"command": "ls \#(id)"}}"#
  }
  static func say(_ text: String) -> String { #"{"type": "text", "text": "\#(text)"}"# }

  /// One answer in four lines with two calls at once, a retry, an interruption, and a helper.
  static let session = [
    #"{"type": "file-history-snapshot", "messageId": "x", "snapshot": {}}"#,
    #"{"type": "summary", "summary": "Of another session", "leafUuid": "elsewhere"}"#,
    line(
      "user", "u0", nil,
      #""isMeta": true, "message": {"role": "user", "content": "<command-name>/init</command-name>"}"#
    ),
    user("u1", "u0", "List the files\\nplease", at: 1),
    assistant("a1", "u1", "msg_1", thinking, output: 1, at: 3),
    assistant("a2", "a1", "msg_1", say("I look."), output: 1, at: 4),
    assistant("a3", "a2", "msg_1", call("t1"), output: 2, at: 5),
    assistant("a4", "a3", "msg_1", call("t2"), output: 40, stop: #""tool_use""#, at: 6),
    result("r1", "a3", "t1", "one", at: 7),
    #"{"type": "progress", "uuid": "p1", "parentUuid": "r1", "sessionId": "s1", "data": {}}"#,
    result("r2", "a4", "t2", "two", at: 8),
    line("system", "n1", "r2", #""subtype": "hook", "content": "A hook ran", "isMeta": false"#),
    assistant("a5", "n1", "msg_2", say("Two files."), output: 7, stop: #""end_turn""#, at: 9),
    user("u2", "a5", "Thanks", at: 20),
    user("u3", "a5", "And now?", at: 30),
    assistant("a6", "u3", "msg_3", say("Nothing."), at: 31),
    #"{"parentUuid": null, "isSidechain": true, "agentId": "ag", "sessionId": "s1", "type": "user", "uuid": "x1", "timestamp": "2025-07-03T13:10:32.000Z", "message": {"role": "user", "content": "Do a task"}}"#,
    #"{"parentUuid": "x1", "isSidechain": true, "agentId": "ag", "sessionId": "s1", "type": "assistant", "uuid": "x2", "timestamp": "2025-07-03T13:10:33.000Z", "message": {"id": "msg_x", "role": "assistant", "model": "claude-haiku", "content": [{"type": "text", "text": "Done"}]}}"#,
    #"{"type": "summary", "summary": "Listing files", "leafUuid": "a6"}"#,
  ]

  /// The beginning of the same session in another file, and what was said after.
  static let resumed =
    Array(session[2...12]) + [
      line(
        "user", "u9", "a5",
        #""message": {"role": "user", "content": [{"type": "text", "text": "Go on"}, {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "iVBORw0KGgo="}}]}"#,
        session: "s2", at: 100),
      line(
        "attachment", "q1", "u9",
        #""attachment": {"type": "queued_command", "prompt": "Quick!", "commandMode": "prompt"}"#,
        session: "s2", at: 101),
      line(
        "assistant", "a9", "q1",
        #""isApiErrorMessage": true, "message": {"id": "e1", "model": "<synthetic>", "role": "assistant", "content": [{"type": "text", "text": "API Error"}]}"#,
        session: "s2", at: 102),
    ]

  /// What was said before a compaction stays above it.
  static let compacted = [
    user("u1", nil, "Long talk"),
    assistant("a1", "u1", "msg_1", say("Yes.")),
    line(
      "system", "c1", nil,
      #""logicalParentUuid": "a1", "subtype": "compact_boundary", "content": "Conversation compacted""#
    ),
    line(
      "user", "u2", "c1",
      #""isCompactSummary": true, "message": {"role": "user", "content": "This session is continued."}"#
    ),
    assistant("a2", "u2", "msg_2", say("On we go.")),
    #"{"type": "custom-title", "customTitle": "My talk", "sessionId": "s1"}"#,
    #"{"type": "ai-title", "aiTitle": "A talk", "sessionId": "s1"}"#,
  ]

  /// A helper's own file.
  static let agent = [
    #"{"parentUuid": null, "isSidechain": true, "agentId": "b2", "sessionId": "s1", "type": "user", "uuid": "y1", "timestamp": "2025-07-03T13:10:40.000Z", "message": {"role": "user", "content": "Another task"}}"#,
    #"{"parentUuid": "y1", "isSidechain": true, "agentId": "b2", "sessionId": "s1", "type": "assistant", "uuid": "y2", "timestamp": "2025-07-03T13:10:41.000Z", "message": {"id": "msg_y", "role": "assistant", "model": "claude-haiku", "content": [{"type": "tool_use", "id": "t9", "name": "Read", "input": {}}]}}"#,
    #"{"parentUuid": "y2", "isSidechain": true, "agentId": "b2", "sessionId": "s1", "type": "user", "uuid": "y3", "timestamp": "2025-07-03T13:10:42.000Z", "message": {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "t9", "content": [{"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "AAAA"}}]}]}}"#,
  ]
}
