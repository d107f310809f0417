import Testing

@testable import ChatCompletions

struct ReplyEnvelopeTests {
  @Test("The envelope is the completion without its message, the last value of each member")
  func merged() throws {
    let decoded = try Decoded(events: [
      #"{"id":"1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"#
        + #""delta":{"role":"assistant","content":"a"},"logprobs":null}],"prompt_logprobs":null}"#,
      #"{"id":"2","object":"chat.completion.chunk","created":1.0,"model":"","choices":[{"delta":{"#
        + #"},"doc_reference":[{"t":"x"}],"stop_reason":"s","finish_reason":"stop","index":0}]}"#,
    ])
    #expect(
      decoded.reply.envelope.serialized
        == #"{"id":"2","object":"chat.completion","created":1.0,"model":"","choices":[{"index":0,"#
        + #""logprobs":null,"doc_reference":[{"t":"x"}],"stop_reason":"s","finish_reason":"stop"}],"#
        + #""prompt_logprobs":null}"#)
    #expect(decoded.reply.model == "m")
  }

  @Test("Unknown members of the message are extras, the last value of each, without nulls")
  func extras() throws {
    let decoded = try Decoded(choiceDeltas: [
      #"{"role":"assistant","annotations":[1],"audio":null,"x":1}"#, #"{"x":2,"content":"a"}"#,
    ])
    #expect(JSONObject(decoded.reply.extras) == ["annotations": [1], "x": 2])
    #expect(decoded.reply.message.json["x"] == 2)
  }

  @Test("Further choices are counted and leave no trace in the reply")
  func furtherChoices() throws {
    let decoded = try Decoded(events: [
      #"{"choices":[{"delta":{"content":"b"},"logprobs":1,"index":1},{"index":0,"delta":{"content"#
        + #"":"a"}},{"index":2,"delta":{},"finish_reason":"length"}]}"#,
      #"{"choices":[{"index":1,"delta":{"content":"b"},"finish_reason":"length"}]}"#,
      #"{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"#,
    ])
    #expect(decoded.reply.text == "a" && decoded.reply.finishReason == "stop")
    #expect(decoded.reply.envelope["convo_ignored_choices"] == 2)
    #expect(decoded.reply.envelope["choices"] == [["index": 0, "finish_reason": "stop"]])
    #expect(decoded.reply.completion == .complete)
  }

  @Test("An envelope is at most 64 KB: the biggest members go first")
  func limit() throws {
    let big = String(repeating: "x", count: 40_000)
    let huge = String(repeating: "y", count: 80_000)
    let decoded = try Decoded(events: [
      #"{"id":"1","a":"\#(big)","b":"\#(big)z","h":"\#(huge)","choices":[{"delta":{"content":"a"},"#
        + #""logprobs":"\#(big)zz","finish_reason":"stop"}]}"#
    ])
    let envelope = decoded.reply.envelope
    #expect(envelope.serialized.utf8.count <= 64 << 10)
    #expect(envelope["convo_truncated"] == true)
    #expect(envelope["a"] == .string(big) && envelope["b"] == nil && envelope["h"] == nil)
    #expect(envelope["choices"] == [["index": 0, "finish_reason": "stop"]])
    #expect(decoded.reply.completion == .complete)
  }

  @Test("A server that invents members in every chunk does not fill the memory")
  func manyMembers() throws {
    let events = (0..<500).map { #"{"k\#($0)":\#($0),"choices":[{"delta":{"content":"a"}}]}"# }
    let envelope = try Decoded(events: events).reply.envelope
    #expect(envelope.objectValue?.members.count == 130)
    #expect(envelope["convo_truncated"] == true)
  }
}
