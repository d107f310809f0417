import Testing

@testable import ChatCompletions

struct ReplyAccumulatorTests {
  @Test("Halves of a surrogate pair in two deltas of a field join, whatever comes between")
  func splitSurrogates() throws {
    let decoded = try Decoded(choiceDeltas: [
      #"{"content":"a\ud83d","reasoning":"\ud83d"}"#, #"{"content":""}"#,
      #"{"reasoning":"\ude01"}"#, #"{"content":"\ude00b"}"#,
    ])
    #expect(decoded.reply.text == "a😀b")
    #expect(decoded.reply.reasoning == "😁")
    #expect(decoded.reply.completion == .complete)
    #expect(decoded.deltasMatchReply)
  }

  @Test(
    "Half a surrogate pair becomes U+FFFD and the reply is not exact",
    arguments: [
      ([#"{"content":"a\ud83d"}"#], "a\u{FFFD}"), ([#"{"content":"\ude00"}"#], "\u{FFFD}"),
      ([#"{"content":"\ud83d"}"#, #"{"content":"x"}"#], "\u{FFFD}x"),
      ([#"{"content":"\ud83d"}"#, #"{"content":"\n"}"#], "\u{FFFD}\n"),
      ([#"{"content":"\ud83d"}"#, #"{"content":"\ud83d\ude00"}"#], "\u{FFFD}😀"),
    ])
  func loneSurrogates(deltas: [String], expected: String) throws {
    let decoded = try Decoded(choiceDeltas: deltas)
    #expect(decoded.reply.text == expected)
    #expect(decoded.reply.truncation?.contains("surrogate") == true)
    #expect(decoded.deltasMatchReply)
  }

  @Test("Bytes that are not UTF-8 are replaced and the reply is not exact")
  func notUTF8() throws {
    let body =
      Array(#"data: {"choices":[{"delta":{"content":"a"#) + [0xE4, 0xBD]
      + Array(#"b"},"finish_reason":"stop"}]}"# + "\n\n")
    let decoded = try Decoded(pieces: [body])
    #expect(decoded.reply.text == "a\u{FFFD}b")
    #expect(decoded.reply.truncation?.contains("UTF-8") == true)
  }

  @Test("A broken chunk costs only itself, and the reply says that it is not whole")
  func brokenChunk() throws {
    for broken in [
      #"{"choices":[{"delta":{"content":"b"}}]"#, #"{"choices":[{"delta":{"content":"b"}}]}}"#,
      "nonsense", "[1]", "7", #"{"choices":[{"delta":{"content":"b"},}]}"#,
    ] {
      let decoded = try Decoded(events: [
        #"{"choices":[{"delta":{"content":"a"}}]}"#, broken,
        #"{"choices":[{"delta":{"content":"c"},"finish_reason":"stop"}]}"#,
      ])
      #expect(decoded.reply.text == "ac")
      #expect(decoded.reply.truncation?.contains("JSON") == true)
    }
  }

  @Test(
    "Chunks without a choice add nothing and harm nothing",
    arguments: [
      "{}", #"{"choices":null}"#, #"{"choices":[]}"#, #"{"usage":null}"#, #"{"choices":[null]}"#,
      #"{"choices":[{}]}"#, #"{"choices":[{"delta":null}]}"#, #"{"choices":[{"delta":{}}]}"#,
      #"{"choices":[{"delta":{"content":null,"tool_calls":null,"function_call":null}}]}"#,
      #"{"error":null}"#, #"{"choices":[{"finish_reason":""}]}"#,
    ])
  func empties(chunk: String) throws {
    let decoded = try Decoded(events: [
      chunk, #"{"choices":[{"delta":{"content":"a"}}]}"#, chunk,
      #"{"choices":[{"delta":{},"finish_reason":"stop"}]}"#, chunk,
    ])
    #expect(decoded.reply.text == "a")
    #expect(decoded.reply.finishReason == "stop")
    #expect(decoded.reply.completion == .complete)
    #expect(decoded.deltas == [.text("a")])
  }

  @Test("Usage may come in its own chunk, in every chunk, or never; the last one counts")
  func usage() throws {
    let text = #"{"choices":[{"delta":{"content":"a"},"finish_reason":"stop"}]}"#
    let own = try Decoded(events: [
      text, #"{"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":5,"total_tokens":8}}"#,
    ])
    #expect(own.reply.usage == TokenUsage(prompt: 3, completion: 5, total: 8))
    let inline = try Decoded(events: [
      #"{"choices":[{"delta":{"content":"a"}}],"usage":{"completion_tokens":1}}"#,
      #"{"choices":[{"delta":{},"finish_reason":"stop"}],"usage":{"completion_tokens":2}}"#,
      #"{"choices":[],"usage":null}"#,
    ])
    #expect(inline.reply.usage == TokenUsage(completion: 2))
    #expect(inline.reply.envelope["usage"] == ["completion_tokens": 2])
    #expect(try Decoded(events: [text]).reply.usage == nil)
  }

  @Test("Reasoning is read under either name, and taken once under both")
  func reasoning() throws {
    for key in ["reasoning_content", "reasoning"] {
      let decoded = try Decoded(choiceDeltas: [
        #"{"role":"assistant","content":null,"\#(key)":""}"#, #"{"\#(key)":"th"}"#,
        #"{"\#(key)":"ink"}"#, #"{"content":"a","\#(key)":null}"#,
      ])
      #expect(decoded.reply.reasoning == "think")
      #expect(decoded.reply.reasoningKey == key)
      #expect(decoded.deltas.first == .reasoning("th", key: key))
      #expect(decoded.deltasMatchReply)
    }
    let both = try Decoded(choiceDeltas: [#"{"reasoning":"t","reasoning_content":"t"}"#])
    #expect(both.reply.reasoning == "t" && both.reply.completion == .complete)
    #expect(both.reply.reasoningKey == "reasoning_content" && both.reply.extras.isEmpty)
    let other = try Decoded(choiceDeltas: [#"{"reasoning":{"effort":1},"content":"a"}"#])
    #expect(other.reply.reasoning == nil && other.reply.extras.map(\.key) == ["reasoning"])
  }

  @Test("Content in parts keeps every part, and its text is joined")
  func parts() throws {
    let decoded = try Decoded(choiceDeltas: [
      #"{"content":[{"type":"text","text":"a"},"b",{"text":"c","x":1},{"type":"image","u":1}]}"#,
      #"{"content":[]}"#, #"{"content":[{"type":"image","u":2},{"text":"\ud83d","type":"text"}]}"#,
      #"{"content":"\ude00"}"#,
    ])
    #expect(decoded.reply.text == "abc😀")
    #expect(decoded.reply.completion == .complete)
    #expect(
      decoded.reply.parts == [
        ["type": "text", "text": "ab"], ["text": "c", "x": 1], ["type": "image", "u": 1],
        ["type": "image", "u": 2], ["type": "text", "text": "😀"],
      ])
    #expect(decoded.reply.message.content == decoded.reply.parts.map { .parts($0) })
    #expect(decoded.deltasMatchReply)
  }

  @Test("Plain text in parts is text")
  func plainParts() throws {
    let streamed = try Decoded(choiceDeltas: [
      #"{"content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]}"#,
      #"{"content":[{"type":"output_text","text":"c"}]}"#,
    ])
    #expect(streamed.reply.text == "abc" && streamed.reply.parts == nil)
    let whole = try Decoded(
      events: [#"{"choices":[{"message":{"content":[{"text":"a","type":"text"}]}}]}"#])
    #expect(whole.reply.text == "a" && whole.reply.parts == nil)
  }

  @Test("A whole message keeps its parts as they came")
  func wholeParts() throws {
    let parts =
      #"[{"text":"a","type":"text"},{"type":"text","text":"b"},{"type":"audio","n":1.50},7]"#
    let decoded = try Decoded(events: [
      #"{"object":"chat.completion","choices":[{"message":{"content":\#(parts)}}]}"#
    ])
    #expect(decoded.reply.text == "ab")
    #expect(decoded.reply.parts?.serialized == parts)
    #expect(decoded.deltasMatchReply && decoded.reply.completion == .complete)
  }

  @Test("Half a surrogate pair in a part makes the reply inexact")
  func partsWithSurrogates() throws {
    for part in [#"{"type":"x","y":"\ud83d"}"#, #"{"type":"text","text":"\ud83d","z":1}"#] {
      let decoded = try Decoded(choiceDeltas: [#"{"content":[\#(part)]}"#])
      #expect(decoded.reply.truncation?.contains("surrogate") == true)
      #expect(decoded.deltasMatchReply)
    }
    let exact = try Decoded(choiceDeltas: [#"{"content":[{"type":"x","y":"\ud83d\ude00\\ud83d"}]}"#]
    )
    #expect(exact.reply.completion == .complete)
  }

  @Test("Null content is told from an empty one")
  func nullContent() throws {
    #expect(try Decoded(choiceDeltas: [#"{"content":null}"#, "{}"]).reply.textWasNull)
    #expect(try !Decoded(choiceDeltas: [#"{"content":""}"#]).reply.textWasNull)
    #expect(try Decoded(choiceDeltas: ["{}"]).reply.message.content == nil)
  }

  @Test("A refusal is kept apart")
  func refusal() throws {
    let decoded = try Decoded(choiceDeltas: [#"{"refusal":"I "}"#, #"{"refusal":"won't"}"#])
    #expect(decoded.reply.refusal == "I won't" && decoded.reply.text.isEmpty)
    #expect(decoded.deltasMatchReply)
  }

  @Test("A message in the place of a delta is a piece like any other")
  func messageInChunk() throws {
    let object = #""object":"chat.completion.chunk""#
    let decoded = try Decoded(events: [
      #"{\#(object),"choices":[{"message":{"content":"ha"}}]}"#,
      #"{"choices":[{"message":{"content":"ha"},"finish_reason":"stop"}],\#(object)}"#,
    ])
    #expect(decoded.reply.text == "haha")
  }

  @Test("Beside a delta a message only repeats, and a whole one at the end adds what is missing")
  func wholeMessageAtTheEnd() throws {
    let beside = try Decoded(events: [
      #"{"choices":[{"delta":{"content":"a"},"message":{"content":"a"}}]}"#,
      #"{"choices":[{"delta":{"content":"b"},"message":{"content":"ab"},"finish_reason":"stop"}]}"#,
    ])
    #expect(beside.reply.text == "ab")
    func end(_ text: String) throws -> Decoded {
      try Decoded(events: [
        #"{"choices":[{"delta":{"content":"ab"}}]}"#,
        #"{"choices":[{"message":{"content":"\#(text)","tool_calls":[{"id":"c","function":{"name"#
          + #"":"f"}}]},"finish_reason":"stop"}],"object":"chat.completion"}"#,
      ])
    }
    #expect(try end("ab").reply.text == "ab")
    #expect(try end("ab").reply.toolCalls.map(\.id) == ["c"])
    #expect(try end("abc").reply.text == "abc")
    #expect(try end("abc").deltasMatchReply)
    #expect(try end("xy").reply.truncation?.contains("differs") == true)
  }

  @Test("Names of members are recognised when they are written with escapes")
  func escapedNames() throws {
    let decoded = try Decoded(events: [
      #"{"ch\u006fices":[{"d\u0065lta":{"cont\u0065nt":"a"},"finish\u005freason":"stop"}]}"#
    ])
    #expect(decoded.reply.text == "a" && decoded.reply.finishReason == "stop")
  }

  @Test("Text beyond the limit is not taken, and the reply says so")
  func sizeLimit() throws {
    let chunk = #"{"choices":[{"delta":{"content":"0123456789"}}]}"#
    let decoded = try Decoded(events: Array(repeating: chunk, count: 30), sizeLimit: 95)
    #expect(decoded.reply.text.utf8.count == 100)
    #expect(decoded.reply.truncation?.contains("longer than") == true)
    #expect(decoded.deltasMatchReply)
  }
}
