import Testing

@testable import convo

struct ToolsFileTests {
  @Test(
    "What cannot be read is refused with its name and the system's reason",
    arguments: [("/", "directory"), ("/nowhere/at/all", "such file")])
  func unreadable(path: String, reason: String) {
    let failure = #expect(throws: Failure.self) { try ToolsFile.read(path) }
    #expect(failure?.code == 74)
    #expect(failure?.message?.hasPrefix(path + ": ") == true)
    #expect(failure?.message?.contains(reason) == true)
  }

  @Test(
    "What is no array of tools is refused",
    arguments: ["", "{", "{}", "[1]", #"[{"type":"function"}]"#])
  func noTools(text: String) throws {
    try withScratchFolder { folder in
      let path = folder + "/tools.json"
      try ConfigurationFile.write(text, to: path)
      let failure = #expect(throws: Failure.self) { try ToolsFile.read(path) }
      #expect(failure?.code == 65)
    }
  }
}
