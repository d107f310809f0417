#if Networking
  import Testing

  @testable import ChatDemo

  struct DemoAnswerTests {
    private func answer(
      _ messages: [(String, String)], model: String = "demo", tools: String = "[]"
    ) throws -> DemoAnswer {
      let list = messages.map { #"{"role":"\#($0.0)","content":"\#($0.1)"}"# }
      let joined = list.joined(separator: ",")
      let body = #"{"model":"\#(model)","messages":[\#(joined)],"tools":\#(tools)}"#
      return DemoAnswer(to: try DemoRequest(parsing: Array(body.utf8)))
    }

    private static let weather = #"""
      [{"type":"function","function":{"name":"get_current_weather","parameters":{"type":"object",
      "properties":{"location":{"type":"string"},"unit":{"type":"string"}}}}}]
      """#

    @Test("The answer says what it is, what window arrived, and how the last message began")
    func window() throws {
      let messages = [("system", "Be brief."), ("user", "Hi"), ("user", "What is a tree?")]
      let text = try answer(messages).text
      #expect(text.contains("offline demo"))
      #expect(text.contains("I received 3 messages, about 7 tokens: system, user, user."))
      #expect(text.contains("4 words, begins “What is a tree?”"))
    }

    @Test("A Chinese question gets a Chinese answer, even with a few words in letters")
    func chinese() throws {
      let text = try answer([("user", "请用 Swift 写一个函数")]).text
      #expect(text.contains("离线演示"))
      #expect(text.contains("我收到了 1 条消息，约 6 个 token：user。"))
      #expect(text.contains("「请用 Swift 写一个函数」"))
      #expect(try answer([("user", "What does 你好 mean?")]).text.contains("offline demo"))
    }

    @Test("The middle of a long window is left out of the list, and not of the count")
    func longWindow() throws {
      let exchange = [("user", "u"), ("assistant", "a")]
      let messages = [("system", "s")] + Array(repeatElement(exchange, count: 50).joined())
      let text = try answer(messages).text
      #expect(text.contains("101 messages"))
      #expect(text.contains("system, user, assistant, user, …, assistant, user, assistant."))
    }

    @Test("Only a reasoning model reasons")
    func reasoning() throws {
      #expect(try answer([("user", "x")]).reasoning == nil)
      #expect(try answer([("user", "x")], model: "demo-reasoner").reasoning?.isEmpty == false)
    }

    @Test(
      "A question about a function's subject calls it with what was asked about",
      arguments: [
        ("上海今天天气如何?", #"{"location": "上海"}"#), ("天气", #"{"location": "天气"}"#),
        ("What is the weather in New York today?", #"{"location": "New York"}"#),
        ("Weather?", #"{"location": "Weather?"}"#),
      ])
    func call(question: String, arguments: String) throws {
      let answer = try answer([("user", question)], tools: Self.weather)
      #expect(answer.call == DemoAnswer.Call(name: "get_current_weather", arguments: arguments))
      #expect(answer.finishReason == "tool_calls")
      #expect(answer.text.isEmpty)
    }

    @Test("Another question, or a message that is not the user's, calls nothing")
    func noCall() throws {
      #expect(try answer([("user", "Hello")], tools: Self.weather).call == nil)
      #expect(try answer([("user", "weather")]).call == nil)
      let messages = [("user", "weather in Paris"), ("assistant", ""), ("tool", "sunny, 21 °C")]
      let after = try answer(messages, tools: Self.weather)
      #expect(after.call == nil)
      #expect(after.text.contains("“sunny, 21 °C”"))
    }
  }
#endif
