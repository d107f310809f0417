#if Networking
  /// The demo's sentences in Chinese.
  struct DemoChinese: DemoLanguage {
    let space = ""

    let introduction = "这里是 convo 的离线演示，不是语言模型。"

    func window(roles: [String], tokens: Int) -> String {
      "我收到了 \(roles.count) 条消息，约 \(tokens) 个 token：\(list(roles, separator: "、"))。"
    }

    func echo(_ excerpt: String, length: Int) -> String {
      length > 0 ? "你最后一条消息有 \(length) 个字：「\(excerpt)」。" : "你最后一条消息没有文字。"
    }

    func toolResult(_ excerpt: String) -> String {
      "我调用的函数返回了「\(excerpt)」，这就是我的回答。"
    }

    func reasoning(window: String, question: String) -> String {
      "\(window)问题是「\(question)」。我不会思考，只能说出收到了什么，再重复它的开头。"
    }

    func length(of text: String) -> Int { text.count { $0.isLetter || $0.isNumber } }
  }
#endif
