import Testing

@testable import convo

struct KeyCommandTests {
  private func run(_ command: String, patience: Duration = .seconds(60)) async throws -> String {
    try await KeyCommand(command: command, provider: "lab", patience: patience).run()
  }

  @Test("The shell runs the command, and its first line is the key")
  func firstLine() async throws {
    let source = KeySource.command("printf ' sesame \\nuser: me\\n' | cat", provider: "lab")
    let key = try await source.key(environment: [:])
    #expect(key.value == "sesame")
    #expect(key.source == "the command in providers.lab.key_command")
  }

  @Test(
    "A command that gives no key is one sentence with its exit status and without its output",
    arguments: [
      ("echo sesame; exit 3", "exit status 3"), ("echo sesame; kill -TERM $$", "signal 15"),
      ("true", "printed nothing"), ("echo; echo", "printed nothing"),
      ("printf '\\377sesame'", "not text"), ("yes sesame", "more than 16 KiB"),
    ])
  func failures(command: String, reason: String) async {
    let error = await #expect(throws: ConfigurationError.self) { try await run(command) }
    guard case .failedKeyCommand("lab", let words) = error else {
      Issue.record("another error: \(String(describing: error))")
      return
    }
    #expect(words.contains(reason))
    #expect(error?.description.contains("sesame") == false)
    #expect(error?.description.contains("'lab'") == true)
  }

  @Test("A command that does not end is not waited for, not even for its children")
  func patience() async {
    let error = await #expect(throws: ConfigurationError.self) {
      try await run("sleep 30 & sleep 30", patience: .milliseconds(20))
    }
    #expect(error?.description.contains("longer than") == true)
  }
}
