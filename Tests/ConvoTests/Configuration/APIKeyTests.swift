import Testing

@testable import convo

struct APIKeyTests {
  private static let source = KeySource.variable("A")

  @Test(
    "The first line counts, and space around it is dropped",
    arguments: ["sesame", "\tsesame\r\n", "\n sesame \nurl: example.org\n", "sesame\r\nuser: me"])
  func firstLine(text: String) throws {
    let key = try APIKey(text, from: Self.source)
    #expect(key.value == "sesame")
    #expect(key.source == "the environment variable A")
  }

  @Test("A key never shows in a description, a dump or a mirror")
  func hidden() throws {
    let key = try APIKey("sesame", from: Self.source)
    var dumped = ""
    dump(key, to: &dumped)
    for text in ["\(key)", String(reflecting: key), "\(Optional(key) as Any)", dumped] {
      #expect(!text.contains("sesame"))
      #expect(text.contains("variable A"))
    }
  }

  @Test(
    "A key that no header can carry is refused without being shown",
    arguments: ["ses ame", "ses\u{0}ame", "sésame", "ses\u{200B}ame", "", " \n"])
  func unusable(value: String) {
    let error = #expect(throws: ConfigurationError.self) {
      try APIKey(value, from: Self.source)
    }
    #expect(error == .unusableKey(source: "the environment variable A"))
    #expect(error?.description.contains("ame") == false)
  }
}
