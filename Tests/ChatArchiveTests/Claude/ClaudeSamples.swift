/// Invented conversations in the form of a Claude.ai export.
enum ClaudeSamples {
  static let all = [tools, branches, files, old]

  /// A reply with thoughts, two searches and an artifact that nobody answered.
  static let tools = #"""
    {
      "uuid": "c1", "name": "Searching", "summary": "", "account": {"uuid": "a1"},
      "created_at": "2025-10-01T18:42:27.303515Z", "updated_at": "2025-10-01T18:43:00.000000Z",
      "chat_messages": [
        {
          "uuid": "m1", "sender": "human", "text": "Look it up", "attachments": [], "files": [],
          "created_at": "2025-10-01T18:42:28Z", "updated_at": "2025-10-01T18:42:28Z",
          "content": [{"type": "text", "text": "Look it up", "citations": [], "flags": null}],
          "parent_message_uuid": "00000000-0000-4000-8000-000000000000"
        },
        {
          "uuid": "m2", "sender": "assistant", "text": "I search. This block is not supported.",
          "created_at": "2025-10-01T18:42:30Z", "updated_at": "2025-10-01T18:42:50Z",
          "model": "claude-sonnet-4", "stop_reason": "end_turn",
          "attachments": [], "files": [], "parent_message_uuid": "m1",
          "content": [
            {"type": "thinking", "thinking": "Two searches.", "cut_off": false,
             "summaries": [{"summary": "Planning"}], "start_timestamp": "2025-10-01T18:42:30Z"},
            {"type": "text", "text": "I search."},
            {"type": "tool_use", "id": "t1", "name": "web_search", "input": {"query": "a"},
             "integration_name": "Web", "approval_key": null},
            {"type": "tool_use", "id": "t2", "name": "web_search", "input": {"query": "b"}},
            {"type": "tool_result", "tool_use_id": "t2", "name": "web_search", "is_error": true,
             "content": [{"type": "text", "text": "failed", "uuid": "x"}]},
            {"type": "tool_result", "tool_use_id": "t1", "name": "web_search", "is_error": false,
             "content": [
               {"type": "knowledge", "title": "A page", "url": "https://example.org/a"},
               {"type": "text", "text": "found"}]},
            {"type": "token_budget", "remaining": 190000},
            {"type": "text", "text": "It is ", "start_timestamp": "2025-10-01T18:42:44Z"},
            {"type": "text", "text": "so", "citations": [{"url": "https://example.org/a"}],
             "stop_timestamp": "2025-10-01T18:42:49Z"},
            {"type": "text", "text": ", they say."},
            {"type": "tool_use", "id": "t3", "name": "artifacts",
             "input": {"command": "create", "title": "The answer", "content": "42"}},
            {"type": "flag", "flag": "x"}
          ]
        }
      ]
    }
    """#

  /// An edited prompt, a reply that was asked for again, and a message whose parent is missing.
  static let branches = #"""
    {
      "uuid": "c2", "name": "", "model": "claude-3-opus",
      "created_at": "2024-03-01T10:00:00Z", "updated_at": "2024-03-01T10:00:00Z",
      "chat_messages": [
        {"uuid": "b", "sender": "assistant", "created_at": "2024-03-01T10:01:00Z",
         "content": [{"type": "text", "text": "first reply"}], "parent_message_uuid": "a"},
        {"uuid": "a", "sender": "human", "created_at": "2024-03-01T10:00:00Z",
         "content": [{"type": "text", "text": "prompt"}],
         "parent_message_uuid": "00000000-0000-4000-8000-000000000000"},
        {"uuid": "c", "sender": "assistant", "created_at": "2024-03-01T10:05:00Z",
         "content": [{"type": "text", "text": "second reply"}], "parent_message_uuid": "a"},
        {"uuid": "d", "sender": "human", "created_at": "2024-03-01T10:03:00Z",
         "content": [{"type": "text", "text": "edited"}],
         "parent_message_uuid": "00000000-0000-4000-8000-000000000000"},
        {"uuid": "e", "sender": "human", "created_at": "2024-03-01T10:02:00Z",
         "content": [{"type": "text", "text": "torn"}], "parent_message_uuid": "gone"}
      ]
    }
    """#

  /// Texts taken out of files, a picture of which only the name is there, and a voice note.
  static let files = #"""
    {
      "uuid": "c3", "name": "Files", "created_at": "2025-01-01T00:00:00Z",
      "updated_at": "2025-01-01T00:00:00Z",
      "chat_messages": [
        {
          "uuid": "m1", "sender": "human", "text": "Read", "created_at": "2025-01-01T00:00:00Z",
          "content": [{"type": "voice_note", "title": "Note", "text": "Read these"}],
          "attachments": [
            {"file_name": "notes.pdf", "file_size": 7, "file_type": "pdf",
             "extracted_content": "语言 model"},
            {"file_name": "", "file_size": 4, "file_type": "txt", "extracted_content": "pasted"},
            {"file_name": "empty.bin", "file_size": 9, "file_type": "bin"}
          ],
          "files": [{"file_name": "notes.pdf"}, {"file_uuid": "f-1", "file_name": "picture.png"},
            {"file_uuid": "f-2", "file_name": "lost.png"}]
        }
      ]
    }
    """#

  /// As exports were in 2023: no blocks, no parents; two prompts in a row are an edited one.
  static let old = #"""
    {
      "uuid": "c4", "name": "Old", "created_at": "2023-08-01T00:00:00.000000+00:00",
      "updated_at": "2023-08-01T00:10:00.000000+00:00",
      "chat_messages": [
        {"uuid": "1", "text": "one", "sender": "human", "created_at": "2023-08-01T00:00:01+00:00"},
        {"uuid": "2", "text": "two", "sender": "human", "created_at": "2023-08-01T00:00:02+00:00"},
        {"uuid": "3", "text": "three", "sender": "assistant"}
      ]
    }
    """#
}
