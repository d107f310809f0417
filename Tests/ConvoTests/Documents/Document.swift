import Foundation

/// A page of the repository, in Markdown.
struct Document {
  /// A fenced block.
  struct Block: Equatable {
    /// The word after the fence; empty for none.
    let language: String
    var lines: [String]

    /// What stands in it.
    var text: String { lines.joined(separator: "\n") }
  }

  /// A command that a page shows, and what it says is printed.
  struct Example {
    let command: String
    var output: [String]
  }

  let lines: [String]

  /// The folder that the repository is in.
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Reads a file by its path in the repository.
  init(_ path: String) throws {
    let text = try String(contentsOf: Self.root.appending(path: path), encoding: .utf8)
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// The fenced blocks in order.
  var blocks: [Block] {
    var blocks: [Block] = []
    var isInside = false
    for line in lines {
      if line.hasPrefix("```") {
        if !isInside { blocks.append(Block(language: String(line.dropFirst(3)), lines: [])) }
        isInside.toggle()
      } else if isInside {
        blocks[blocks.count - 1].lines.append(line)
      }
    }
    return blocks
  }

  /// The commands in blocks marked `console`, in order.
  var examples: [Example] {
    var examples: [Example] = []
    for line in blocks.filter({ $0.language == "console" }).flatMap(\.lines) {
      if line.hasPrefix("$ ") {
        examples.append(Example(command: String(line.dropFirst(2)), output: []))
      } else {
        examples[examples.count - 1].output.append(line)
      }
    }
    return examples
  }

  /// The cells of every table, row by row, without the lines below the heads.
  var rows: [[String]] {
    lines.filter { $0.hasPrefix("| ") || $0.hasPrefix("|-") }
      .filter { !$0.hasPrefix("|-") }
      .map { row in
        row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      }
  }
}
