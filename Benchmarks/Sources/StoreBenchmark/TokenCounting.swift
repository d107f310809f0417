import ArgumentParser
import ChatTokens
import Glibc

extension StoreBenchmark {
  /// Counts the tokens of texts, on one thread.
  struct TokenCounting: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "tokens", abstract: "Count the tokens of texts in chunks of 4,096 bytes.")

    @Argument(help: "Files of UTF-8.") var files: [String] = []
    @Option(help: "How often to count each.") var runs = 5
    @Flag(help: "Count single pieces of 10 kB and 1 MB too.") var pieces = false

    func run() throws {
      for vocabulary in EmbeddedVocabulary.allCases {
        guard let tokenizer = BytePairTokenizer(vocabulary) else {
          throw ValidationError("no vocabulary")
        }
        for file in files {
          let text = try Self.read(file)
          let name = file.split(separator: "/").last?.split(separator: ".").first ?? ""
          measure(tokenizer, String(name), text, chunk: 4096)
        }
        guard pieces else { continue }
        for (name, text) in Self.singlePieces() {
          for size in [10_000, 1_000_000] {
            // The shorter piece as often as there are bytes in the longer one.
            measure(tokenizer, "\(name) \(size)", text, chunk: size)
          }
        }
      }
    }

    private func measure(
      _ tokenizer: BytePairTokenizer, _ name: String, _ text: [UInt8], chunk: Int
    ) {
      let chunks = Self.chunks(of: text, size: chunk)
      var best = Double.infinity
      var tokens = 0
      text.withUnsafeBufferPointer { bytes in
        for _ in 0..<runs {
          let start = ProcessTime.now()
          tokens = 0
          for chunk in chunks {
            tokens += tokenizer.count(UnsafeBufferPointer(rebasing: bytes[chunk]))
          }
          best = min(best, (ProcessTime.now() - start).cpu)
        }
      }
      let speed = Double(text.count) / best / 1e6
      print(
        """
        {"area":"tokens","case":"convo \(tokenizer.id) \(name)","tokens":\(tokens),\
        "mb_per_s":\(speed)}
        """)
    }

    /// Ranges that end between characters.
    private static func chunks(of text: [UInt8], size: Int) -> [Range<Int>] {
      var chunks: [Range<Int>] = []
      var start = 0
      while start < text.count {
        var end = min(text.count, start + size)
        while end < text.count, text[end] & 0xC0 == 0x80 { end -= 1 }
        chunks.append(start..<end)
        start = end
      }
      return chunks
    }

    /// Texts of a megabyte that no vocabulary's splitting cuts.
    private static func singlePieces() -> [(name: String, text: [UInt8])] {
      var generator = SeededGenerator(seed: 3)
      let letters = Array("abcdefghijklmnopqrstuvwxyz".utf8)
      let characters = (0x4E00...0x9FA5).compactMap(Unicode.Scalar.init)
      var chinese = ""
      while chinese.utf8.count < 1_000_000 {
        chinese.unicodeScalars.append(characters.randomElement(using: &generator) ?? "语")
      }
      return [
        ("letter", Array(repeating: UInt8(ascii: "a"), count: 1_000_000)),
        ("random", (0..<1_000_000).map { _ in letters.randomElement(using: &generator) ?? 0x61 }),
        ("chinese", Array(chinese.utf8)),
        ("spaces", Array(repeating: UInt8(ascii: " "), count: 1_000_000)),
      ]
    }

    private static func read(_ path: String) throws -> [UInt8] {
      guard let file = fopen(path, "r") else { throw Texts.Unreadable(path: path) }
      defer { fclose(file) }
      var bytes: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      while case let count = fread(&buffer, 1, buffer.count, file), count > 0 {
        bytes += buffer.prefix(count)
      }
      return bytes
    }
  }
}
