import ChatTokens
import Testing

@Suite("TemplateOverhead")
struct TemplateOverheadTests {
  @Test("The safe overhead covers what OpenAI and ChatML add to a short conversation")
  func covers() {
    let safe = TemplateOverhead.safe
    // OpenAI: 3 a message and 3 for the reply; ChatML: 5 and 3, and a system message of 21.
    #expect(safe.total(messages: 3) >= 3 * 3 + 3)
    #expect(safe.total(messages: 3) >= 5 * 3 + 3 + 21)
  }

  @Test("Tools cost their instructions once, and nothing when there are none")
  func tools() {
    let safe = TemplateOverhead.safe
    let none = safe.total(messages: 1)
    #expect(
      safe.total(messages: 1, tools: 2) == none + safe.perToolList + 2 * safe.perTool)
    #expect(
      safe.total(messages: 1, toolCalls: 1, toolResults: 1)
        == none + safe.perToolCall + safe.perToolResult)
  }

  @Test("Absurd numbers neither trap nor lower the total")
  func absurd() {
    let safe = TemplateOverhead.safe
    #expect(safe.total(messages: .max, tools: .max) == .max)
    #expect(safe.total(messages: .min, names: -1) == safe.perReply)
  }
}
