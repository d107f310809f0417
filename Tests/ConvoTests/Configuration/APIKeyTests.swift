import Testing

@testable import convo

struct APIKeyTests {
  @Test("The first variable that is set is taken, and space around its value is dropped")
  func first() throws {
    let environment: EnvironmentVariables = ["A": " ", "B": "\tsesame\r\n", "C": "other"]
    let key = try APIKey.find(in: ["MISSING", "A", "B", "C"], environment: environment)
    #expect(key?.value == "sesame")
    #expect(key?.source == "the environment variable B")
  }

  @Test("No variable, no key")
  func none() throws {
    #expect(try APIKey.find(in: ["A"], environment: ["A": "", "B": "x"]) == nil)
    #expect(try APIKey.find(in: [], environment: ["A": "x"]) == nil)
  }

  @Test("A key never shows in a description, a dump or a mirror")
  func hidden() throws {
    let key = try #require(try APIKey.find(in: ["A"], environment: ["A": "sesame"]))
    var dumped = ""
    dump(key, to: &dumped)
    for text in ["\(key)", String(reflecting: key), "\(Optional(key) as Any)", dumped] {
      #expect(!text.contains("sesame"))
      #expect(text.contains("variable A"))
    }
  }

  @Test(
    "A key that no header can carry is refused without being shown",
    arguments: ["ses ame", "ses\name", "ses\u{0}ame", "sésame", "ses\u{200B}ame"])
  func unusable(value: String) {
    let error = #expect(throws: ConfigurationError.self) {
      try APIKey.find(in: ["A"], environment: ["A": value])
    }
    #expect(error == .unusableKey(source: "the environment variable A"))
    #expect(error?.description.contains("ame") == false)
  }
}
