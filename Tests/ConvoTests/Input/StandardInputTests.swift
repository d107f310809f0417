import Glibc
import Testing

@testable import convo

struct StandardInputTests {
  @Test("What is piped in is read to its end")
  func piped() throws {
    let text = String(repeating: "line é\n", count: 20_000)
    #expect(try PipedInput.read(text)?.utf8.count == text.utf8.count - 1)
  }

  @Test("Nothing but white space is nothing", arguments: ["", "\n", " \t\r\n\u{3000}\n"])
  func blank(text: String) throws {
    #expect(try PipedInput.read(text) == nil)
  }

  @Test("The null device and a closed descriptor give nothing")
  func nothing() throws {
    let null = open("/dev/null", O_RDONLY | O_CLOEXEC)
    defer { close(null) }
    #expect(try StandardInput(descriptor: null).read() == nil)
    #expect(try StandardInput(descriptor: -1).read() == nil)
    #expect(try StandardInput(descriptor: 1_000_000).read() == nil)
  }

  @Test("A terminal is never read from")
  func terminal() throws {
    // The controlling side of a new pseudo-terminal is a terminal, too.
    let terminal = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    defer { close(terminal) }
    try #require(terminal >= 0)
    let input = StandardInput(descriptor: terminal)
    #expect(input.isTerminal)
    #expect(try input.read() == nil)
  }

  @Test("A folder is an error that says so")
  func folder() {
    let folder = open("/", O_RDONLY | O_CLOEXEC)
    defer { close(folder) }
    let error = #expect(throws: PromptError.self) {
      try StandardInput(descriptor: folder).read()
    }
    #expect(error?.description.contains("Nothing can be read from standard input") == true)
  }

  @Test("More than the limit is an error and is not read to its end")
  func limit() throws {
    let zero = open("/dev/zero", O_RDONLY | O_CLOEXEC)
    defer { close(zero) }
    #expect(throws: PromptError.tooLong(source: "x", limit: 1 << 20)) {
      try InputText.read(zero, source: "x", limit: 1 << 20)
    }
  }

  @Test("A pipe that was left non-blocking is waited for")
  func nonBlocking() throws {
    #expect(try PipedInput.read("late", flags: O_NONBLOCK) == "late")
  }
}
