#if Networking
  /// The demo's sentences in English.
  struct DemoEnglish: DemoLanguage {
    let space = " "

    let introduction = "This is the offline demo of convo, not a language model."

    func window(roles: [String], tokens: Int) -> String {
      let messages = roles.count == 1 ? "1 message" : "\(roles.count) messages"
      return "I received \(messages), about \(tokens) \(tokens == 1 ? "token" : "tokens"): "
        + "\(list(roles, separator: ", "))."
    }

    func echo(_ excerpt: String, length: Int) -> String {
      guard length > 0 else { return "The last message holds no words." }
      return "The last one from you, \(length == 1 ? "1 word" : "\(length) words"), "
        + "begins “\(excerpt)”."
    }

    func toolResult(_ excerpt: String) -> String {
      "The function that I asked for returned “\(excerpt)”, and that is my answer."
    }

    func reasoning(window: String, question: String) -> String {
      "\(window) The question is “\(question)”. "
        + "I cannot think, so I shall say what arrived and repeat its beginning."
    }

    func length(of text: String) -> Int { text.split { $0.isWhitespace }.count }
  }
#endif
