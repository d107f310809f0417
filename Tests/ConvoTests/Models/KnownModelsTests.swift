import ChatCompletions
import ChatSession
import ChatTokens
import Testing

@testable import convo

@Suite("What is known of models")
struct KnownModelsTests {
  private var lines: [String] {
    KnownModels.lines().map { String(decoding: $0, as: UTF8.self) }
  }

  @Test("Every line describes a model whole, with the settings that a user's file has")
  func everyLine() throws {
    #expect(lines.count > 100)
    for line in lines {
      let document = try TOMLDocument(line, name: "models.toml")
      let (pattern, value) = try #require(document.root.members.first.map { ($0.key, $0.value) })
      let table = try #require(value.objectValue)
      for member in table.members {
        let path = ["providers", "p", "models", "m", member.key].map { TOMLKey($0) }
        guard case .setting(let kind) = ConfigurationSchema.lookup(path) else {
          Issue.record("\(pattern): \(member.key)")
          continue
        }
        #expect(kind.accepts(member.value), "\(pattern): \(member.key)")
      }
      let draft = try #require(KnownModels.draft(ofLine: line))
      let context = try #require(draft.context)
      #expect((1...context).contains(try #require(draft.reply)), "\(pattern)")
      #expect((1...context).contains(draft.prompt ?? 1), "\(pattern)")
      #expect(
        draft.tokenizer != nil && draft.template != nil && draft.reasoning != nil, "\(pattern)")
      #expect(pattern == pattern.lowercased() && !pattern.contains("/"), "\(pattern)")
    }
  }

  @Test("No pattern hides a later one")
  func order() {
    let patterns = Array(KnownModels.lines().map { KnownModels.pattern(of: $0) })
    for (index, later) in patterns.enumerated() {
      var name = String(decoding: later, as: UTF8.self)
      if name.last == "*" { name.removeLast() }
      let first = patterns.firstIndex { KnownModels.matches($0, name) }
      #expect(first == index, "\(String(decoding: later, as: UTF8.self))")
    }
  }

  @Test(
    "A model is found by its name, whoever serves it and however it is written",
    arguments: [
      ("gpt-4o-2024-08-06", 128_000, TokenizerChoice.embedded(.o200k)),
      ("openai/gpt-4o-mini", 128_000, .embedded(.o200k)),
      ("Qwen/Qwen2.5-72B-Instruct", 32_768, .embedded(.qwen)),
      ("qwen2.5:7b", 32_768, .embedded(.qwen)),
      ("deepseek-ai/DeepSeek-V3", 65_536, .embedded(.deepSeek)),
      ("gpt-4", 8192, .embedded(.cl100k)),
      ("ecnu-plus", 32_768, .approximate),
    ])
  func found(name: String, context: Int, tokenizer: TokenizerChoice) throws {
    let draft = try #require(KnownModels.draft(of: name))
    #expect(draft.context == context)
    #expect(draft.tokenizer == tokenizer)
  }

  @Test("Other names are not", arguments: ["", "gpt", "my-gpt-4o", "ecnu", "gpt-4o/", "语言"])
  func unknown(name: String) {
    #expect(KnownModels.draft(of: name) == nil)
  }

  @Test("The user's file comes before what a provider says of all, and that before what is known")
  func precedence() throws {
    let configuration = try Configuration.parse(
      """
      [providers.lab]
      base_url = "https://llm.example/v1"
      context = 20000
      reasoning = "always"
      [providers.lab.models."qwen3-max"]
      reply = 77
      tokenizer = "vocabularies/own.tiktoken"
      """, path: "config.toml")
    let lab = try #require(configuration.provider(named: "lab"))
    let (profile, isKnown) = lab.profile(of: "qwen3-max")
    #expect(isKnown)
    #expect(profile.context == 20000)
    // The known largest prompt was that of the known window.
    #expect(profile.prompt == nil)
    #expect(profile.reply == 77)
    #expect(profile.reasoning == .always)
    #expect(profile.template == .qwen3)
    #expect(profile.tokenizer == .file("vocabularies/own.tiktoken"))
  }
}
