import ChatSession

/// The providers that convo knows: what a user's file would say of them.
///
/// What is known of the models themselves, whoever serves them, is in `KnownModels`.
///
/// They are values and not text, because reading text would be a tenth of what a command costs.
enum Presets {
  /// In the order in which they are listed.
  static let drafts = [openAI, ecnu, deepSeek, qwen, ollama, demo]

  private static let openAI = ProviderDraft(
    name: "openai",
    baseURL: "https://api.openai.com/v1",
    keyEnvironment: ["OPENAI_API_KEY"],
    defaultModel: "gpt-4o-mini",
    developerRole: true,
    models: models(
      "gpt-4o-mini", "gpt-4o", "gpt-4.1", "gpt-4.1-mini", "gpt-4.1-nano", "gpt-5", "gpt-5-mini",
      "gpt-5-nano", "o3", "o4-mini"))

  // The documentation of ChatECNU's interface names these two models. It lists neither
  // `stream_options` nor the role `developer`; temperatures end at 1.
  private static let ecnu = ProviderDraft(
    name: "ecnu",
    baseURL: "https://chat.ecnu.edu.cn/open/api/v1",
    keyEnvironment: ["ECNU_API_KEY"],
    defaultModel: "ecnu-plus",
    streamUsage: false,
    // The usage that it reports is a rough estimate, from which nothing can be learned.
    allModels: ModelDraft(temperatureMinimum: 0, temperatureMaximum: 1, calibrate: false),
    models: models("ecnu-plus", "ecnu-reasoner"))

  // api-docs.deepseek.com: thinking models that called tools must get their reasoning back
  // ("Thinking Mode").
  private static let deepSeek = ProviderDraft(
    name: "deepseek",
    baseURL: "https://api.deepseek.com/v1",
    keyEnvironment: ["DEEPSEEK_API_KEY"],
    defaultModel: "deepseek-chat",
    allModels: ModelDraft(temperatureMinimum: 0, temperatureMaximum: 2, reasoning: .toolTurns),
    models: models("deepseek-chat", "deepseek-reasoner"))

  private static let qwen = ProviderDraft(
    name: "qwen",
    baseURL: "https://dashscope.aliyuncs.com/compatible-mode/v1",
    keyEnvironment: ["DASHSCOPE_API_KEY"],
    defaultModel: "qwen-plus",
    allModels: ModelDraft(temperatureMinimum: 0, temperatureMaximum: 2),
    models: models("qwen-plus", "qwen-turbo", "qwen-max", "qwen3-max"))

  // docs.ollama.com/context-length: every model gets 4,096 tokens on a machine with less than
  // 24 GiB of video memory, unless OLLAMA_CONTEXT_LENGTH says otherwise, and longer prompts are
  // cut silently.
  private static let ollama = ProviderDraft(
    name: "ollama", baseURL: "http://127.0.0.1:11434/v1", keyEnvironment: [],
    allModels: ModelDraft(context: 4096, reply: 1024))

  /// Where the endpoint inside the program is until it is started, which it is when it is asked for by
  /// name: an address that no endpoint can have (RFC 6761 §6.4), so that nobody means it by giving one.
  static let demoURL = "http://demo.invalid/v1"

  // It has no vocabulary, so that the usage which it reports is an estimate too.
  private static let demo = ProviderDraft(
    name: "demo", baseURL: demoURL, keyEnvironment: [], defaultModel: "demo",
    allModels: ModelDraft(context: 8192, reply: 1024, calibrate: false),
    models: models("demo", "demo-reasoner"))

  private static func models(_ names: String...) -> [(name: String, draft: ModelDraft)] {
    names.map { ($0, ModelDraft()) }
  }
}
