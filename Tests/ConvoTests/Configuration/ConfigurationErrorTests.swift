import Testing

@testable import convo

struct ConfigurationErrorTests {
  private static let place = TextPlace(file: "/c.toml", line: 3, column: 7)

  @Test(
    "Every error is one sentence that says where it is",
    arguments: [
      (.unreadable(path: "/c.toml", reason: "permission denied"), "/c.toml"),
      (.unwritable(path: "/c.toml", reason: "no space"), "/c.toml"),
      (.syntax(place, reason: "no value"), "/c.toml:3:7: "),
      (.unknownKey("a.b", place, suggestion: nil), "/c.toml:3:7: "),
      (.unknownKey("a.b", nil, suggestion: "a.c"), "'a.c'"),
      (.secret("api_key", place), "/c.toml:3:7: "),
      (.wrongValue("a", place, expected: "text"), "/c.toml:3:7: "),
      (.missingBaseURL(provider: "lab", place), "/c.toml:3:7: "),
      (.invalidBaseURL(source: "--base-url", reason: "it names no host"), "--base-url"),
      (.unknownProvider("lab", source: "--provider", known: ["openai"]), "openai"),
      (.missingModel(provider: "lab", known: ["a", "b", "c", "d"]), "a, b, c"),
      (.missingKey(provider: "lab", variables: ["A", "B"], file: "/c.toml"), "A or B"),
      (.failedKeyCommand(provider: "lab", reason: "ended with exit status 2"), "status 2"),
      (.unusableKeyFile(path: "/k", reason: "it is not a file"), "/k"),
      (.unusableKey(source: "the environment variable A"), "variable A"),
      (.notEditable("a", place, reason: "it is a table"), "/c.toml:3:7: "),
    ] as [(ConfigurationError, String)])
  func sentences(error: ConfigurationError, part: String) {
    let text = error.description
    #expect(text.contains(part))
    #expect(text.hasSuffix(".") || text.hasSuffix("?"))
    #expect(!text.hasSuffix(".."))
    #expect(!text.dropLast().contains(". "))
    #expect(!text.contains("\n"))
  }
}
