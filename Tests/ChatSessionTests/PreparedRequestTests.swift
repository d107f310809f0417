import ChatCompletions
import ChatSession
import ChatStore
import ChatTestSupport
import Testing

@Suite struct PreparedRequestTests {
  @Test("The same input gives the same body, byte for byte")
  func deterministic() throws {
    try withStore { store in
      let (_, branch, _) = try store.conversation([
        .system("s"), .user("语"), .assistant("e\u{301}"),
      ])
      let drafts = [MessageDraft(.user("p"))]
      let settings = RequestSettings(provider: "p", model: "m", contextLimit: 900, reserve: 100)
      let point = try store.continuationPoint(of: branch)
      let one = try PreparedRequest(drafts, under: point.base, settings: settings, store: store)
      let two = try PreparedRequest(drafts, under: point.base, settings: settings, store: store)
      #expect(one.body == two.body && one.window.plan == two.window.plan)
    }
  }

  @Test("The schemas of tools take their share of the window")
  func tools() throws {
    try withStore { store in
      let (_, branch, _) = try store.conversation((0..<50).map { .user("message number \($0)") })
      let drafts = [MessageDraft(.user("p"))]
      var settings = RequestSettings(provider: "p", model: "m", contextLimit: 700, reserve: 100)
      let point = try store.continuationPoint(of: branch)
      let without = try PreparedRequest(drafts, under: point.base, settings: settings, store: store)
      let description = String(repeating: "what it does ", count: 40)
      settings.parameters = [
        (
          key: "tools",
          value: .array([
            ["type": "function", "function": ["name": "f", "description": .string(description)]]
          ])
        )
      ]
      let with = try PreparedRequest(drafts, under: point.base, settings: settings, store: store)
      #expect(with.window.ids.count < without.window.ids.count)
      #expect(with.window.cost <= 600 && with.window.budget.fixedOverhead > 100)
    }
  }

  @Test(
    "Sizes that make no sense are refused, not trapped on",
    arguments: [
      (Int.min, Int.max), (0, 0), (Int.min, 0), (100, 200), (Int.max, Int.max),
    ])
  func senselessSizes(_ limit: Int, _ reserve: Int) throws {
    try withStore { store in
      let (_, branch, _) = try store.conversation()
      let settings = RequestSettings(
        provider: "p", model: "m", contextLimit: limit, reserve: reserve)
      #expect(throws: ChatStoreError.self) {
        try PreparedRequest(
          [MessageDraft(.user("p"))], under: store.continuationPoint(of: branch).base,
          settings: settings,
          store: store)
      }
    }
  }
}
