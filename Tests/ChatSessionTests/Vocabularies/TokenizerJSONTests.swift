import ChatCompletions
import ChatSession
import ChatTestSupport
import ChatTokens
import Testing

@Suite("A tokenizer.json")
struct TokenizerJSONTests {
  private func source(_ text: String) throws -> VocabularySource {
    try TokenizerJSON(JSONValue(parsing: text)).source()
  }

  @Test("A byte-level vocabulary is read with its ids, its merges and its way of cutting")
  func read() throws {
    let source = try source(SmallVocabulary.json())
    #expect(source.splitting == .gpt2)
    #expect(!source.normalizes)
    #expect(!source.matchesWholePieces)
    #expect(source.entries.count == 260)
    #expect(source.entries.last?.id == 259)
    #expect(source.entries.last.map { $0.bytes == Array("hello".utf8) } == true)
    _ = try BytePairTokenizer.packed(source)
  }

  @Test("Merges may be pairs of texts, and Form C the only normalizer")
  func variants() throws {
    let text = SmallVocabulary.json(model: #""ignore_merges":true,"#)
      .replacing(#""he l""#, with: #"["he","l"]"#)
      .replacing(#""normalizer":null"#, with: #""normalizer":{"type":"NFC"}"#)
    let source = try source(text)
    #expect(source.matchesWholePieces)
    #expect(source.normalizes)
  }

  @Test("A pattern that is known is found")
  func pattern() throws {
    let split = #"""
      {"type":"Sequence","pretokenizers":[{"type":"Split","behavior":"Isolated","invert":false,
      "pattern":{"Regex":"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+"}},
      {"type":"ByteLevel","add_prefix_space":false,"use_regex":false}]}
      """#
    #expect(try source(SmallVocabulary.json(preTokenizer: split)).splitting == .qwen)
  }

  @Test(
    "What would make other tokens is refused",
    arguments: [
      ("{}", TokenizerJSONError.otherModel), ("[]", .notAnObject),
      ("\"BPE\"", .notAnObject),
      (SmallVocabulary.json().replacing("\"BPE\"", with: "\"Unigram\""), .otherModel),
      (SmallVocabulary.json(model: #""dropout":0.1,"#), .setting("dropout")),
      (SmallVocabulary.json(model: #""byte_fallback":true,"#), .setting("byte_fallback")),
      (
        SmallVocabulary.json(model: #""end_of_word_suffix":"</w>","#),
        .setting("end_of_word_suffix")
      ),
      (SmallVocabulary.json(preTokenizer: "null"), .otherModel),
      (
        SmallVocabulary.json(preTokenizer: #"{"type":"ByteLevel","add_prefix_space":true}"#),
        .setting("add_prefix_space")
      ),
      (
        SmallVocabulary.json(
          preTokenizer: #"""
            {"type":"Sequence","pretokenizers":[{"type":"Split","behavior":"Isolated",
            "pattern":{"Regex":"."}},{"type":"ByteLevel","use_regex":false}]}
            """#), .unknownSplitting
      ),
      (
        SmallVocabulary.json().replacing(
          #""normalizer":null"#, with: #""normalizer":{"type":"Lowercase"}"#),
        .setting("normalizer")
      ),
      (
        SmallVocabulary.json().replacing(#""hello":259"#, with: #""hello":-1"#),
        .noID(token: "hello")
      ),
    ])
  func refused(text: String, error: TokenizerJSONError) {
    #expect(throws: error) { try source(text) }
  }

  @Test("A merge of what is no token is named")
  func unknownMerge() {
    let text = SmallVocabulary.json().replacing(#""hell o""#, with: #""hell x""#)
    #expect(throws: VocabularyError.unknownMerge(index: 3)) { try source(text) }
    let three = SmallVocabulary.json().replacing(#""hell o""#, with: #""h e l""#)
    #expect(throws: VocabularyError.unknownMerge(index: 3)) { try source(three) }
  }
}
