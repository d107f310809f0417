import Glibc
import Testing

@testable import convo

struct PromptTests {
  @Test(
    "The instruction comes first, then an empty line, then what was piped in",
    arguments: [
      ([], nil, nil), ([], "text", "text"), (["review", "this"], nil, "review this"),
      (["review this"], "a\nb", "review this\n\na\nb"), ([""], nil, nil), ([" "], "a", "a"),
      (["- not an option"], nil, "- not an option"),
    ] as [([String], String?, String?)])
  func joined(arguments: [String], input: String?, prompt: String?) {
    #expect(Prompt.join(arguments: arguments, input: input) == prompt)
  }

  @Test("Arguments and a pipe are read together")
  func both() async throws {
    let prompt = try await PipedInput.with("diff --git\n") {
      try await Prompt.read(arguments: ["review", "this"], standardInput: $0, environment: [:])
    }
    #expect(prompt == "review this\n\ndiff --git")
  }

  @Test("Nothing at all is no prompt, and opens no editor without a terminal")
  func nothing() async throws {
    let prompt = try await PipedInput.with("") {
      try await Prompt.read(
        arguments: [], standardInput: $0, environment: ["EDITOR": "echo asked >"])
    }
    #expect(prompt == nil)
  }

  @Test("The editor begins with the prompt so far, and what it leaves is the prompt")
  func edited() async throws {
    let draft = EditorDraft()
    defer { draft.discard() }
    let prompt = try await PipedInput.with("text\n") {
      try await Prompt.read(
        arguments: ["say"], standardInput: $0, edit: true,
        environment: ["EDITOR": "printf '# not a comment\\n\\n' >>"], keeping: draft)
    }
    #expect(prompt == "say\n\ntext\n# not a comment")
  }

  @Test(
    "On a terminal the editor opens if one is named, nothing was said and asking is allowed",
    arguments: [
      ([], true, "asked"), ([], false, nil), ([""], true, nil), (["said"], true, "said"),
    ] as [([String], Bool, String?)])
  func asked(arguments: [String], asks: Bool, prompt: String?) async throws {
    let terminal = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    defer { close(terminal) }
    try #require(terminal >= 0)
    let input = StandardInput(descriptor: terminal)
    let draft = EditorDraft()
    defer { draft.discard() }
    let answer = try await Prompt.read(
      arguments: arguments, standardInput: input, asks: asks,
      environment: ["EDITOR": "echo asked >"], keeping: draft)
    #expect(answer == prompt)
    let without = try await Prompt.read(arguments: [], standardInput: input, environment: [:])
    #expect(without == nil)
  }
}
