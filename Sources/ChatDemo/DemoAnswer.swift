#if Networking
  /// What the demo has to say to a request; the same for the same request.
  ///
  /// It says that it is no language model and what window of messages it got, so that branching,
  /// editing and budgets can be watched without a key, and repeats enough of the last message for
  /// the reply to be found again by searching.
  struct DemoAnswer: Equatable, Sendable {
    /// A call to one of the functions offered.
    struct Call: Equatable, Sendable {
      var name: String
      var arguments: String
    }

    /// What a reasoning model would think, if this poses as one.
    var reasoning: String?
    /// The text; empty when a function is called.
    var text: String
    /// The call.
    var call: Call?

    /// Why the answer ends.
    var finishReason: String { call == nil ? "stop" : "tool_calls" }

    /// The estimated tokens of everything in it.
    var tokens: Int {
      var estimate = DemoTokenEstimate()
      estimate.add((reasoning ?? "") + text)
      estimate.add((call?.name ?? "") + (call?.arguments ?? ""))
      return estimate.tokens
    }

    /// Answers a request.
    init(to request: DemoRequest) {
      let last = request.messages.last ?? DemoMessage(role: "user", text: "")
      let question = request.messages.last { $0.role == "user" } ?? last
      let language: any DemoLanguage = question.isMostlyChinese ? DemoChinese() : DemoEnglish()
      let window = language.window(
        roles: request.messages.map(\.role), tokens: request.promptTokens)
      if request.model.hasSuffix("reasoner") {
        reasoning = language.reasoning(window: window, question: question.excerpt(40))
      }
      text = ""
      let wanted = request.tools.first { $0.isMentioned(in: last.text) }
      if last.role == "user", let tool = wanted {
        call = Call(name: tool.name, arguments: tool.arguments(for: last))
        return
      }
      let echo =
        last.role == "tool"
        ? language.toolResult(last.excerpt(200))
        : language.echo(question.excerpt(80), length: language.length(of: question.text))
      text = [language.introduction, window, echo].joined(separator: language.space)
    }
  }
#endif
