import ChatSession
import Testing

@testable import convo

struct PresetsTests {
  private let configuration: Configuration

  init() throws { configuration = try Configuration.parse("", path: "config.toml") }

  @Test("The presets are listed with the one that stands in for all others first")
  func names() {
    #expect(
      configuration.providers.map(\.name)
        == ["openai", "ecnu", "deepseek", "qwen", "ollama", "demo"])
  }

  @Test("The demo has an address that no endpoint can have, so that it answers to its name alone")
  func demo() throws {
    let demo = try #require(configuration.provider(named: "demo"))
    #expect(try BaseURL(demo.baseURL).host.hasSuffix(".invalid"))
  }

  @Test("Every preset has an address, windows, and a default model that it describes")
  func complete() throws {
    for provider in configuration.providers {
      #expect(throws: Never.self) { try BaseURL(provider.baseURL) }
      for model in provider.profiles {
        #expect(model.context >= 4096)
        #expect((1...model.context / 2).contains(model.reply))
      }
      if let model = provider.defaultModel {
        #expect(provider.profile(of: model).isKnown)
      }
    }
  }

  @Test("The first endpoint is described as its documentation has it")
  func ecnu() throws {
    let ecnu = try #require(configuration.provider(named: "ecnu"))
    #expect(ecnu.baseURL == "https://chat.ecnu.edu.cn/open/api/v1")
    #expect(ecnu.keyEnvironment == ["ECNU_API_KEY"])
    #expect(ecnu.defaultModel == "ecnu-plus")
    #expect(ecnu.models.map(\.name) == ["ecnu-plus", "ecnu-reasoner"])
    #expect(ecnu.profiles.allSatisfy { $0.temperature == 0...1 })
    #expect(!ecnu.developerRole)
    #expect(!ecnu.streamUsage)
  }

  @Test("Whoever needs it gets reasoning back, and only one takes the role developer")
  func dialects() throws {
    let deepSeek = try #require(configuration.provider(named: "deepseek"))
    #expect(deepSeek.profile(of: "any").profile.reasoning == .toolTurns)
    #expect(configuration.providers.filter(\.developerRole).map(\.name) == ["openai"])
    #expect(configuration.providers.filter { !$0.needsKey }.map(\.name) == ["ollama", "demo"])
  }
}
