#if Networking
  import Foundation
  import Testing

  @Suite("The documents show what the program does")
  struct ReadmeTests {
    /// A command of the README and what it says is printed.
    private struct Example {
      let command: String
      var output: [String]
    }

    private static let root = URL(filePath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()

    /// The commands in blocks marked `console`, in order.
    private static func examples(in text: String) -> [Example] {
      var examples: [Example] = []
      var isInside = false
      for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
        if line.hasPrefix("```") {
          isInside = line == "```console"
        } else if isInside, line.hasPrefix("$ ") {
          examples.append(Example(command: String(line.dropFirst(2)), output: []))
        } else if isInside {
          examples[examples.count - 1].output.append(String(line))
        }
      }
      return examples
    }

    /// Ids and times differ from run to run; everything else must not.
    private static func settled(_ lines: [String]) -> String {
      lines.joined(separator: "\n")
        .replacing(#/\b[0-9a-hjkmnp-tv-z]{7}\b/#, with: "ID")
        .replacing(#/\d{4}-\d\d-\d\d( \d\d:\d\d)?/#, with: "TIME")
        .trimmingCharacters(in: .newlines)
    }

    @Test("Every command in the README prints what the README shows", arguments: ["README.md"])
    func commands(file: String) async throws {
      let text = try String(contentsOf: Self.root.appending(path: file), encoding: .utf8)
      let examples = Self.examples(in: text)
      #expect(examples.count >= 10)
      try await withConvo { convo in
        _ = try await convo.run("config", "set", "provider", "demo")
        for example in examples {
          let shell = try await Shell.run(example.command, in: convo)
          #expect(
            Self.settled([shell]) == Self.settled(example.output), "\(example.command)")
        }
      }
    }

    @Test("Every command is in the README's table and has an example in its help")
    func help() async throws {
      let text = try String(
        contentsOf: Self.root.appending(path: "README.md"), encoding: .utf8)
      try await withConvo { convo in
        let commands = [
          "new", "continue", "branch", "switch", "list", "show", "tree", "search", "rename",
          "export", "usage", "models", "config", "doctor", "demo",
        ]
        for command in commands {
          #expect(text.contains("`\(command)`"), "\(command)")
          let help = try await convo.run("help", command)
          #expect(help.code == 0)
          #expect(help.output.contains("Example: "), "\(command)")
        }
      }
    }
  }
#endif
