public import ChatCompletions
public import ChatTokens

/// The vocabulary of a `tokenizer.json`, as Hugging Face's `tokenizers` writes it.
///
/// Byte-level BPE with one of the ways of cutting that `Splitting` knows; added tokens are text like any
/// other. The format is that of `tokenizers` 0.23.
public struct TokenizerJSON {
  private let file: JSONValue

  /// Looks at a file.
  public init(_ file: JSONValue) { self.file = file }

  /// Reads the vocabulary.
  /// - Throws: `TokenizerJSONError`, or `VocabularyError` for tokens that do not belong together.
  public func source() throws -> VocabularySource {
    guard file.objectValue != nil else { throw TokenizerJSONError.notAnObject }
    guard let model = file["model"], model["type"]?.stringValue ?? "BPE" == "BPE",
      let vocabulary = model["vocab"]?.objectValue, let merges = model["merges"]?.arrayValue
    else { throw TokenizerJSONError.otherModel }
    try checkModel(model)
    var list = MergeList()
    let added = added
    for member in vocabulary.members {
      guard let id = member.value.intValue.flatMap(UInt32.init(exactly:)) else {
        throw TokenizerJSONError.noID(token: member.key)
      }
      try list.add(
        token: member.key, id: id, isSpecial: added.contains(Array(member.key.utf8)))
    }
    for (index, merge) in merges.enumerated() {
      guard let (left, right) = Self.pair(merge) else {
        throw VocabularyError.unknownMerge(index: index)
      }
      try list.merge(left, right, index: index)
    }
    return list.source(
      splitting: try splitting(), normalizes: try normalizes(),
      matchesWholePieces: model["ignore_merges"]?.boolValue ?? false)
  }

  /// The spellings of tokens that are found in texts before anything else is, such as special ones.
  private var added: Set<[UInt8]> {
    Set(
      (file["added_tokens"]?.arrayValue ?? []).compactMap { token in
        token["content"]?.stringValue.map { Array($0.utf8) }
      })
  }

  /// A pair is written as one text, or as two.
  private static func pair(_ merge: JSONValue) -> (String, String)? {
    if let parts = merge.arrayValue {
      guard parts.count == 2, let left = parts[0].stringValue, let right = parts[1].stringValue
      else { return nil }
      return (left, right)
    }
    guard let text = merge.stringValue else { return nil }
    let parts = text.split(separator: " ", omittingEmptySubsequences: false)
    return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
  }

  /// Refuses what would make other tokens than merging does.
  private func checkModel(_ model: JSONValue) throws(TokenizerJSONError) {
    for name in ["continuing_subword_prefix", "end_of_word_suffix"]
    where model[name]?.stringValue?.isEmpty == false {
      throw .setting(name)
    }
    if model["dropout"]?.doubleValue ?? 0 != 0 { throw .setting("dropout") }
    if model["byte_fallback"]?.boolValue == true { throw .setting("byte_fallback") }
  }

  private func splitting() throws(TokenizerJSONError) -> Splitting {
    let steps = Self.steps(file["pre_tokenizer"], "pretokenizers")
    guard let last = steps.last, last["type"]?.stringValue == "ByteLevel" else {
      throw .otherModel
    }
    guard last["add_prefix_space"]?.boolValue != true else { throw .setting("add_prefix_space") }
    var patterns: [String] = []
    for step in steps.dropLast() {
      guard step["type"]?.stringValue == "Split", step["invert"]?.boolValue != true,
        step["behavior"]?.stringValue == "Isolated",
        let pattern = step["pattern"]?["Regex"]?.stringValue
      else { throw .unknownSplitting }
      patterns.append(pattern)
    }
    let isBuiltIn = last["use_regex"]?.boolValue ?? true
    guard isBuiltIn == patterns.isEmpty, let splitting = Splitting(patterns: patterns) else {
      throw .unknownSplitting
    }
    return splitting
  }

  private func normalizes() throws(TokenizerJSONError) -> Bool {
    let steps = Self.steps(file["normalizer"], "normalizers")
    guard steps.allSatisfy({ $0["type"]?.stringValue == "NFC" }) else {
      throw .setting("normalizer")
    }
    return !steps.isEmpty
  }

  /// The steps of a part that is one step, a sequence of them, or absent.
  private static func steps(_ part: JSONValue?, _ name: String) -> [JSONValue] {
    guard let part, !part.isNull else { return [] }
    return part["type"]?.stringValue == "Sequence" ? part[name]?.arrayValue ?? [] : [part]
  }
}
