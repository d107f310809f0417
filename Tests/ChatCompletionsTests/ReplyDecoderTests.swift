import ChatTestSupport
import Testing

@testable import ChatCompletions

struct ReplyDecoderTests {
  private let hello = #"{"choices":[{"delta":{"content":"hello"}}]}"#

  @Test("The documented stream gives its text, cut at any byte, with any line ending")
  func seedStream() throws {
    let whole = try Decoded(pieces: [Array(SeedExchange.streamed.response)])
    #expect(whole.reply.text.hasPrefix("你好"))
    #expect(whole.reply.text.hasSuffix("请随时告诉我。"))
    #expect(whole.reply.finishReason == "stop" && whole.reply.model == "SparkDesk")
    #expect(whole.reply.completion == .complete && whole.reply.usage == nil)
    #expect(whole.deltas.count == 5 && whole.deltasMatchReply)
    for ending in ["\n", "\r\n", "\r"] {
      let bytes = Array(SeedExchange.streamed.response.replacing("\n", with: ending).utf8)
      for offset in 0...bytes.count {
        let cut = try Decoded(pieces: bytes.cut(at: offset))
        #expect(cut.reply == whole.reply)
        #expect(cut.deltas == whole.deltas)
      }
    }
  }

  @Test("The documented replies in one object give text, tool call and usage")
  func seedReplies() throws {
    let reply = try Decoded(
      pieces: Array(SeedExchange.plain.response).pieces(of: 10), contentType: "application/json")
    #expect(reply.reply.text.hasPrefix("你好"))
    #expect(reply.reply.usage == TokenUsage(prompt: 9, completion: 8, total: 17))
    #expect(reply.reply.completion == .complete && reply.deltas.count == 1)
    let tool = try Decoded(
      pieces: [Array(SeedExchange.toolCall.response)], contentType: "application/json")
    #expect(
      tool.reply.toolCalls == [
        ChatToolCall(
          id: "chatcmpl-tool-4b247cc8f6db4565a574a3e1b30261f7", name: "get_current_weather",
          arguments: #"{"location": "\u4e0a\u6d77\u5e02"}"#)
      ])
    #expect(tool.reply.textWasNull && tool.reply.finishReason == "tool_calls")
    #expect(tool.reply.model == "qwen25" && tool.deltasMatchReply)
    #expect(tool.reply.envelope["prompt_logprobs"] == .null)
  }

  @Test(
    "What was sent decides how it is read, not its label",
    arguments: [nil, "application/json", "text/event-stream; charset=utf-8", "text/plain"])
  func forms(contentType: String?) throws {
    let json = #"{"choices":[{"message":{"content":"hello"},"finish_reason":"stop"}]}"#
    for body in [
      json, "\u{FEFF}\n" + json, "\n\n" + json, ": hi\n\ndata: \(json)\n\n",
      "data: \(hello)\n\ndata: [DONE]\n\n", "\n\nevent: message\ndata: \(hello)\n\ndata:[DONE]",
    ] {
      let bytes = Array(body.utf8)
      for pieces in [[bytes], bytes.pieces(of: 1), bytes.pieces(of: 2)] {
        let decoded = try Decoded(pieces: pieces, contentType: contentType)
        #expect(decoded.reply.text == "hello")
        #expect(decoded.reply.completion == .complete)
      }
    }
  }

  @Test("A finish reason or [DONE] makes a reply whole; without both it is truncated")
  func ends() throws {
    let finish = #"{"choices":[{"delta":{},"finish_reason":"length"}]}"#
    #expect(try Decoded(events: [hello, finish], done: false).reply.completion == .complete)
    #expect(try Decoded(events: [hello]).reply.completion == .complete)
    #expect(
      try Decoded(events: [hello], done: false).reply.truncation
        == "the stream ended without a finish reason")
    #expect(
      try Decoded(events: [hello], done: false, ending: .broken("the line is cut")).reply.truncation
        == "the line is cut")
    #expect(
      try Decoded(events: [hello, finish], done: false, ending: .broken("cut")).reply.completion
        == .complete)
  }

  @Test("An event without its blank line counts when the stream ended properly, and only then")
  func unterminated() throws {
    let body = Array(
      "data: \(hello)\n\ndata: {\"choices\":[{\"delta\":{\"content\":\"!\"},\"finish_reason\":\"stop\"}]}"
    )
    #expect(try Decoded(pieces: [body]).reply.text == "hello!")
    let broken = try Decoded(pieces: [body], ending: .broken("cut"))
    #expect(broken.reply.text == "hello" && broken.reply.truncation == "cut")
  }

  @Test("Nothing after [DONE] counts")
  func afterDone() throws {
    #expect(try Decoded(events: [hello, " [DONE] ", hello]).reply.text == "hello")
  }

  @Test(
    "An error inside a stream is the reason why the reply is not whole",
    arguments: [
      #"{"error":{"message":"no more","code":500}}"#, #"{"error":"no more"}"#,
      #"{"object":"error","message":"no more"}"#, #"{"message":"no more","code":1}"#,
      #"{"detail":"no more"}"#, #"[{"error":{"message":"no more"}}]"#,
      #"{"error":{"message":"no more"},"choices":[{"delta":{},"finish_reason":"error"}]}"#,
    ])
  func errorInside(event: String) throws {
    let decoded = try Decoded(events: [hello, event])
    #expect(decoded.reply.text == "hello")
    #expect(decoded.reply.truncation == "the endpoint reported an error: no more")
    let error = #expect(throws: ChatClientError.self) { try Decoded(events: [event]) }
    #expect(error?.message == "the endpoint reported an error: no more")
    #expect(error?.status == 200)
    let whole = #expect(throws: ChatClientError.self) {
      try Decoded(pieces: [Array(event)], contentType: "application/json")
    }
    #expect(whole?.message == "the endpoint reported an error: no more")
  }

  @Test("What follows an error that came before anything else is not taken, in whatever pieces")
  func afterError() throws {
    let failed = #"{"error":{"message":"no more"}}"#
    let bytes = Array("data: \(failed)\n\ndata: \(hello)\n\ndata: [DONE]\n\n")
    for size in 1...bytes.count {
      let error = #expect(throws: ChatClientError.self) {
        try Decoded(pieces: bytes.pieces(of: size))
      }
      #expect(error?.message == "the endpoint reported an error: no more")
    }
  }

  @Test(
    "A body that holds no reply is an error that quotes it",
    arguments: [
      ("", "empty"), ("  \n", "empty"), ("<html><title>Login &amp; go</title>", "Login & go"),
      ("Service down", "Service down"), ("error: no\nroute", "no route"),
      ("{\"choices\":[", "JSON"),
      ("{\"choices\":[]}", "no reply"), ("{}", "no reply"), ("data: nonsense\n\n", "JSON"),
      (": x\n\n", "no reply"), ("\u{FEFF}", "empty"),
    ])
  func noReply(body: String, words: String) {
    let error = #expect(throws: ChatClientError.self) {
      try Decoded(pieces: [Array(body)], contentType: "text/html")
    }
    #expect(error?.kind == .malformed && error?.message.contains(words) == true, "\(error as Any)")
  }

  @Test("The beginning of a page that is no reply is quoted, in whatever pieces it came")
  func longPage() throws {
    let page = Array("<p>no way through " + String(repeating: "x", count: 100))
    for size in [1, 7, 63, 64, 65, page.count] {
      let error = #expect(throws: ChatClientError.self) {
        try Decoded(pieces: page.pieces(of: size), sizeLimit: 32)
      }
      let quoted = "no way through " + String(repeating: "x", count: 46)
      #expect(error?.message == "the endpoint's answer is no reply: \(quoted)", "\(size)")
    }
  }

  @Test("When the connection broke before anything came, that is the error")
  func cause() {
    let cause = ChatClientError(kind: .transport(.connectionLost), message: "cut")
    for body in ["", ": x\n\n", "{\"choices\":[{\"message\":", "data: {\"choices\":[]}\n\n"] {
      let error = #expect(throws: ChatClientError.self) {
        try Decoded(pieces: [Array(body)], ending: .broken("cut"), cause: cause)
      }
      #expect(error == cause)
    }
  }

  @Test("A key that an endpoint echoes is taken out")
  func secret() throws {
    let event = #"{"error":{"message":"bad key sk-12345!","code":"sk-12345"}}"#
    let error = #expect(throws: ChatClientError.self) {
      try Decoded(pieces: [Array("data: \(event)\n\n")], secret: "sk-12345")
    }
    #expect(error?.message == "the endpoint reported an error: bad key [key]!")
    #expect(error?.code == "[key]")
  }

  @Test("Any bytes at all are read without a trap")
  func fuzz() {
    var generator = SeededGenerator(seed: 11)
    let seed = Array(
      (SeedExchange.streamed.response + "data: "
        + SeedExchange.toolCall.response.replacing("\n", with: "") + "\n\n")
        .utf8)
    var survived = 0
    for _ in 0..<1_000 {
      var bytes = seed
      for _ in 0..<Int.random(in: 1...40, using: &generator) {
        let index = Int.random(in: 0..<bytes.count, using: &generator)
        if Bool.random(using: &generator) {
          bytes[index] = UInt8.random(in: 0...255, using: &generator)
        } else {
          let other = Int.random(in: 0..<bytes.count, using: &generator)
          bytes.swapAt(index, other)
        }
      }
      let pieces = bytes.randomPieces(upTo: 400, using: &generator)
      guard let decoded = try? Decoded(pieces: pieces) else { continue }
      survived += 1
      #expect(decoded.deltasMatchReply)
    }
    #expect(survived > 500)
  }
}
