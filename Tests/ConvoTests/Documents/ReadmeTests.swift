#if Networking
  import ArgumentParser
  import Foundation
  import Testing

  @testable import convo

  @Suite("The README shows what the program does, in both languages")
  struct ReadmeTests {
    private static let files = ["README.md", "README.zh-CN.md"]

    /// Ids and times differ from run to run; everything else must not.
    private static func settled(_ lines: [String]) -> String {
      lines.joined(separator: "\n")
        .replacing(#/\b[0-9a-hjkmnp-tv-z]{7}\b/#, with: "ID")
        .replacing(#/\d{4}-\d\d-\d\d( \d\d:\d\d)?/#, with: "TIME")
        .replacing(#/\bnow\b|\d+ min ago/#, with: "TIME")
        // How long it took, and with it the widths of columns.
        .replacing(#/\d+(\.\d)? m?s( +\d+(\.\d)? m?s)? +\d+/#, with: "TIMES")
        .replacing(#/ {2,}/#, with: "  ")
        .trimmingCharacters(in: .newlines)
    }

    @Test("Every command in the README prints what the README shows", arguments: files)
    func commands(file: String) async throws {
      let examples = try Document(file).examples
      #expect(examples.count >= 16)
      try await withConvo { convo in
        _ = try await convo.run("config", "set", "provider", "demo")
        for example in examples {
          let shell = try await Shell.run(example.command, in: convo)
          #expect(
            Self.settled([shell]) == Self.settled(example.output), "\(example.command)")
        }
      }
    }

    @Test(
      "Every command is in the README's table, and has an example in its help", arguments: files)
    func table(file: String) async throws {
      let shown = Self.commands(in: try Document(file))
      try await withConvo { convo in
        for command in Convo.configuration.subcommands {
          let name = try #require(command.configuration.commandName)
          #expect(shown.contains(name), "\(name)")
          let help = try await convo.run("help", name)
          #expect(help.code == 0)
          #expect(help.output.contains("Example: "), "\(name)")
        }
      }
    }

    @Test("Both READMEs have the same blocks, apart from the comments in them")
    func blocks() throws {
      let blocks = try Self.files.map { try Document($0).blocks.map(Self.withoutComments) }
      #expect(blocks[0].count >= 10)
      #expect(blocks[0] == blocks[1])
    }

    @Test("Both READMEs have the same commands in the same order, and the same sections")
    func structure() throws {
      let documents = try Self.files.map(Document.init)
      #expect(Self.commands(in: documents[0]) == Self.commands(in: documents[1]))
      let depths = documents.map { document in
        document.lines.compactMap { $0.prefixMatch(of: #/#{1,3} /#).map { $0.output.count } }
      }
      #expect(depths[0] == depths[1])
    }

    @Test("Each README leads to the other in the other's language")
    func links() throws {
      #expect(try Document("README.md").lines.prefix(5).contains("[简体中文](README.zh-CN.md)"))
      #expect(try Document("README.zh-CN.md").lines.prefix(5).contains("[English](README.md)"))
    }

    /// The commands in the first column of the table of commands.
    private static func commands(in document: Document) -> [String] {
      document.rows.compactMap(\.first).flatMap { cell in
        cell.matches(of: #/`([a-z]+)`/#).map { String($0.1) }
      }
    }

    /// A block as a program reads it: what a comment says may be in any language.
    private static func withoutComments(_ block: Document.Block) -> Document.Block {
      guard ["sh", "toml"].contains(block.language) else { return block }
      return Document.Block(
        language: block.language, lines: block.lines.map { $0.replacing(#/ *# .*$/#, with: "") })
    }
  }
#endif
