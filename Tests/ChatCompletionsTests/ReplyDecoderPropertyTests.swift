import ChatTestSupport
import Testing

@testable import ChatCompletions

struct ReplyDecoderPropertyTests {
  @Test("A random reply in random chunks and random pieces is that reply")
  func property() throws {
    for seed in 0..<300 {
      var generator = SeededGenerator(seed: UInt64(seed))
      let reply = Reply.random(using: &generator)
      let body = reply.stream(using: &generator)
      let pieces = Array(body.utf8).randomPieces(upTo: 200, using: &generator)
      let decoded = try Decoded(pieces: pieces)
      #expect(decoded.reply.message == reply.message)
      #expect(decoded.reply.finishReason == reply.finishReason)
      #expect(decoded.reply.usage == reply.usage)
      #expect(decoded.reply.completion == .complete)
      #expect(decoded.deltasMatchReply)
    }
  }
}

extension Reply {
  /// A random reply.
  fileprivate static func random(using generator: inout SeededGenerator) -> Reply {
    func text() -> String {
      (0..<6).map { _ in JSONValue.randomText(using: &generator) }.joined() + "."
    }
    let key = Bool.random(using: &generator) ? "reasoning" : "reasoning_content"
    let isThinking = Bool.random(using: &generator)
    return Reply(
      text: text(), reasoning: isThinking ? text() : nil, reasoningKey: isThinking ? key : nil,
      toolCalls: (0..<Int.random(in: 0...3, using: &generator)).map {
        ChatToolCall(id: "c\($0)", name: "f\($0)", arguments: text())
      }, finishReason: "stop", usage: TokenUsage(prompt: 1, completion: 2))
  }

  /// The reply as a stream, cut into chunks at random code units and escaped at random.
  fileprivate func stream(using generator: inout SeededGenerator) -> String {
    var deltas: [String] = [#"{"role":"assistant","content":""}"#]
    for piece in Self.pieces(of: reasoning ?? "", using: &generator) {
      deltas.append(#"{"\#(reasoningKey ?? "")":\#(piece)}"#)
    }
    for piece in Self.pieces(of: text, using: &generator) {
      deltas.append(#"{"content":\#(piece)}"#)
    }
    for (index, call) in toolCalls.enumerated() {
      deltas.append(
        #"{"tool_calls":[{"index":\#(index),"id":"\#(call.id)","type":"function","#
          + #""function":{"name":"\#(call.name)","arguments":""}}]}"#)
      for piece in Self.pieces(of: call.arguments, using: &generator) {
        deltas.append(#"{"tool_calls":[{"index":\#(index),"function":{"arguments":\#(piece)}}]}"#)
      }
    }
    var events = deltas.map { #"{"choices":[{"index":0,"delta":\#($0),"finish_reason":null}]}"# }
    events.append(#"{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"#)
    events.append(#"{"choices":[],"usage":{"prompt_tokens":1,"completion_tokens":2}}"#)
    events.append("[DONE]")
    let ending = ["\n", "\r\n", "\r"].randomElement(using: &generator) ?? "\n"
    return events.map { event in
      let comment = Int.random(in: 0...3, using: &generator) == 0 ? ": c\(ending)" : ""
      return comment + "data: " + event + ending + ending
    }.joined()
  }

  /// A text as JSON strings that make it up, each of a few UTF-16 code units.
  private static func pieces(
    of text: String, using generator: inout SeededGenerator
  ) -> [String] {
    let units = Array(text.utf16)
    var pieces: [String] = []
    var start = 0
    while start < units.count {
      let end = min(units.count, start + Int.random(in: 1...5, using: &generator))
      pieces.append("\"" + units[start..<end].map(Self.escaped).joined() + "\"")
      start = end
    }
    return pieces
  }

  private static func escaped(_ unit: UInt16) -> String {
    if (0x20..<0x7F).contains(unit), unit != 0x22, unit != 0x5C {
      return String(decoding: [unit], as: UTF16.self)
    }
    let digits = String(unit, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}
