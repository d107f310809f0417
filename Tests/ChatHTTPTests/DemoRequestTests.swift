#if Networking
  import ChatTestSupport
  import Testing

  @testable import ChatDemo

  struct DemoRequestTests {
    @Test(
      "A request that is none is refused with a sentence",
      arguments: [
        "", "{", "[]", "null", "{}", #"{"model":"demo"}"#, #"{"model":"","messages":[]}"#,
        #"{"model":7,"messages":[{"role":"user","content":"x"}]}"#,
        #"{"model":"demo","messages":[]}"#, #"{"model":"demo","messages":"x"}"#,
        #"{"model":"demo","messages":[1]}"#, #"{"model":"demo","messages":[{"content":"x"}]}"#,
        #"{"model":"demo","messages":[{"role":"user","content":7}]}"#,
        #"{"model":"demo","messages":[{"role":"user"}],"stream":"yes"}"#,
        #"{"model":"demo","messages":[{"role":"user"}],"stream_options":{"include_usage":1}}"#,
      ])
    func refused(body: String) {
      #expect {
        try DemoRequest(parsing: Array(body.utf8))
      } throws: { error in
        guard let error = error as? DemoError else { return false }
        return error.status == 400 && error.message.hasSuffix(".")
      }
    }

    @Test("Text, parts and null are content; unknown fields are ignored")
    func content() throws {
      let body = #"""
        {"model":"demo","temperature":0.5,"stream":null,"tools":[{"type":"function"}],"messages":[
        {"role":"user","content":[{"type":"text","text":"a"},{"type":"image_url"},{"text":"b"}]},
        {"role":"assistant","content":null,"tool_calls":[]},{"role":"tool","content":"c","x":1}]}
        """#
      let request = try DemoRequest(parsing: Array(body.utf8))
      #expect(request.messages.map(\.text) == ["ab", "", "c"])
      #expect(request.tools.isEmpty)
      #expect(!request.isStreamed)
    }

    @Test("No bytes trap")
    func fuzz() {
      var generator = SeededGenerator(seed: 3)
      let valid = Array(SeedExchange.toolCall.request.utf8)
      for _ in 0..<500 {
        var body = valid
        for _ in 0..<3 {
          let index = Int.random(in: 0..<body.count, using: &generator)
          body[index] = UInt8.random(in: 0...255, using: &generator)
        }
        let response = DemoResponder().respond(
          method: "POST", path: "/chat/completions", body: body, now: 0)
        #expect(response.status == 200 || response.status == 400)
      }
    }
  }
#endif
