extension Splitting {
  /// The splitting of the regular expressions of a vocabulary's file; nil for ones that are not known here.
  /// - Parameter patterns: Each as it stands in the file, in order; none for the pattern that
  ///   `ByteLevel` of Hugging Face has built in.
  public init?(patterns: [String]) {
    guard
      let splitting = Self.known.first(where: { $0.patterns == patterns.map { Array($0.utf8) } })
    else { return nil }
    self = splitting.splitting
  }

  private static let known: [(patterns: [[UInt8]], splitting: Splitting)] = {
    let contractions = "(?i:'s|'t|'re|'ve|'m|'ll|'d)"
    let space = #"|\s*[\r\n]+|\s+(?!\S)|\s+"#
    func word(_ word: String, digits: String, marks: String = "") -> String {
      contractions + #"|[^\r\n\p{L}\p{N}]?"# + word + "+|" + digits + #"| ?[^\s\p{L}"# + marks
        + #"\p{N}]+[\r\n]*"# + space
    }
    let o200k =
      #"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+"#
      + contractions + "?|" + #"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+"#
      + #"[\p{Ll}\p{Lm}\p{Lo}\p{M}]*"# + contractions + #"?|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*"#
      + space
    let all: [([String], Splitting)] = [
      ([], .gpt2),
      ([word(#"\p{L}"#, digits: #"\p{N}{1,3}"#)], .llama3),
      ([word(#"\p{L}"#, digits: #"\p{N}"#)], .qwen),
      ([word(#"[\p{L}\p{M}]"#, digits: #"\p{N}"#, marks: #"\p{M}"#)], .markedWords),
      ([o200k], .o200k),
      (
        [
          #"\p{N}{1,3}"#, "[一-龥\u{3040}-ゟ゠-ヿ]+",
          "[!\"#$%&'()*+,\\-./:;<=>?@\\[\\\\\\]^_`{|}~][A-Za-z]+|[^\r\n\\p{L}\\p{P}\\p{S}]?"
            + "[\\p{L}\\p{M}]+| ?[\\p{P}\\p{S}]+[\r\n]*|\\s*[\r\n]+|\\s+(?!\\S)|\\s+",
        ], .deepSeek
      ),
    ]
    return all.map { ($0.0.map { Array($0.utf8) }, $0.1) }
  }()
}
