import Testing

@testable import convo

struct StringSuggestionTests {
  @Test(
    "A slip of a letter or two is recognised, another word is not",
    arguments: [
      ("modle", "model"), ("providres", "providers"), ("Model", "model"), ("mdel", "model"),
      ("bas_url", "base_url"), ("baseurl", "base_url"), ("x", nil), ("temperature", nil),
      ("", nil), (String(repeating: "model", count: 100_000), nil),
    ])
  func closest(word: String, suggestion: String?) {
    #expect(word.closest(in: ["model", "providers", "base_url"]) == suggestion)
    #expect(word.closest(in: []) == nil)
  }
}
