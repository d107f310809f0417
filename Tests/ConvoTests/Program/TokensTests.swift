import ChatTestSupport
import Testing

@testable import convo

@Suite("convo tokens")
struct TokensTests {
  @Test("The number stands alone on standard output, whether the text is an argument or piped in")
  func number() async throws {
    try await withConvo { convo in
      let argument = try await convo.run("tokens", "-m", "gpt-4o", "How", "are you?")
      #expect(argument.output == "4\n")
      #expect(argument.errors.isEmpty)
      for words in [[], ["-"]] {
        let piped = try await convo.run(
          ["tokens", "-m", "gpt-4o"] + words, input: "How are you?\n")
        #expect(piped.output == "4\n")
      }
      #expect(try await convo.run("tokens", "-m", "gpt-4o", "").output == "0\n")
    }
  }

  @Test("An estimate is said to be one, with its upper bound")
  func estimate() async throws {
    try await withConvo { convo in
      let result = try await convo.run("tokens", "-m", "some-model", "Hello there")
      #expect(result.output == "2\n")
      #expect(
        result.errors
          == "convo: an estimate, at most 3: the vocabulary of some-model is not known\n")
      let json = try await convo.run("tokens", "-m", "some-model", "--json", "Hello there")
      #expect(
        json.output
          == #"{"type":"tokens","tokens":2,"upper":3,"tokenizer":"approximate-1","exact":false}"#
          + "\n")
    }
  }

  @Test("Pieces are shown with their ids, parts of characters as bytes")
  func pieces() async throws {
    try await withConvo { convo in
      let result = try await convo.run(
        "tokens", "--tokenizer", "cl100k_base", "--show", "数据 \"a\"\u{1B}[2J")
      #expect(result.code == 0)
      #expect(result.output.hasPrefix("20675    \"数据\"\n330      \" \\\"\"\n"))
      #expect(!result.output.contains("\u{1B}"))
      let json = try await convo.run(
        "tokens", "--tokenizer", "cl100k_base", "--show", "--json", "霸")
      #expect(json.output.contains(#","bytes":"e99c"}"#))
    }
  }

  @Test("An estimate has no pieces, and says what has")
  func noPieces() async throws {
    try await withConvo { convo in
      let result = try await convo.run("tokens", "-m", "some-model", "--show", "x")
      #expect(result.code == 64)
      #expect(result.output.isEmpty)
      #expect(result.errors.contains("--tokenizer"))
    }
  }

  @Test("A vocabulary of the user's is named by an option, or by a path beside the configuration")
  func ownVocabulary() async throws {
    try await withConvo { convo in
      let path = convo.home + "/config/convo/own/tokenizer.json"
      try ConfigurationFile.write(SmallVocabulary.json(), to: path)
      let option = try await convo.run("tokens", "--tokenizer", path, "hello<｜end｜>")
      #expect(option.output == "12\n")
      try convo.configure(
        """
        provider = "lab"
        [providers.lab]
        base_url = "http://127.0.0.1:1/v1"
        model = "m"
        tokenizer = "own/tokenizer.json"
        """)
      let configured = try await convo.run("tokens", "--json", "hello hello")
      #expect(configured.output.contains(#""tokens":3,"upper":3,"tokenizer":"bpe-"#))
    }
  }

  @Test("A tokenizer that does not exist is refused where it is named")
  func unknown() async throws {
    try await withConvo { convo in
      let option = try await convo.run("tokens", "--tokenizer", "o300k", "x")
      #expect(option.code == 64)
      #expect(option.errors.contains("o300k") && option.errors.contains("o200k_base"))
      try convo.configure("[providers.openai]\ntokenizer = \"o300k\"\n")
      let configured = try await convo.run("tokens", "x")
      #expect(configured.code == 78)
      #expect(
        configured.errors.contains("config.toml:2") && configured.errors.contains("o200k_base"))
    }
  }
}
