import ChatTokens
import Testing

@Suite("The totals of a real server that applies the real chat templates")
struct PromptTotalTests {
  private static let templates: [ChatTemplate] = [.qwen25, .qwen3, .deepSeekV3, .deepSeekV31]

  private func totals(_ template: ChatTemplate, _ groups: Set<String>) throws -> [PromptTotal] {
    let totals = try PromptTotal.all().filter {
      $0.template == template && groups.contains($0.group)
    }
    #expect(totals.count >= 20)
    return totals.filter(\.isSendable)
  }

  @Test(
    "Plain conversations have the same total, whatever stands at the edges of their texts",
    arguments: templates)
  func plain(template: ChatTemplate) throws {
    for total in try totals(template, ["plain", "edges"]) {
      #expect(try total.counted().expected == total.tokens, "\(total.name)")
    }
  }

  /// llama.cpp writes numbers anew, with six digits; other servers leave them as they were.
  private static let rewritten: Set<String> = ["arguments with numbers", "numbers in the schema"]

  @Test(
    "With tools, calls and results the total is within one in a hundred, or one token",
    arguments: templates)
  func tools(template: ChatTemplate) throws {
    for total in try totals(template, ["tools", "calls"]) where !Self.rewritten.contains(total.name)
    {
      let difference = try total.counted().expected - total.tokens
      #expect(abs(difference) <= max(1, total.tokens / 100), "\(total.name): \(difference)")
    }
  }

  @Test("A template that is not known is counted no lower than any of them", arguments: templates)
  func unknown(template: ChatTemplate) throws {
    for total in try PromptTotal.all() where total.template == template && total.isSendable {
      #expect(try total.counted(as: .unknown).upper >= total.tokens, "\(total.name)")
    }
  }

  @Test("No conversation that can be sent is counted too low", arguments: templates)
  func upper(template: ChatTemplate) throws {
    for total in try totals(
      template, ["plain", "edges", "tools", "calls", "roles", "reasoning", "reasoning and calls"])
    {
      #expect(try total.counted().upper >= total.tokens, "\(total.name)")
    }
  }
}
