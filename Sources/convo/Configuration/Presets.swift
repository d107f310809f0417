/// The providers that convo knows, in the form that users write.
///
/// A window is stated where its maker states it, and then the smallest that the name has meant: a
/// window thought too large is cut by the endpoint, one thought too small only forgets earlier.
enum Presets {
  /// What the presets say.
  static func drafts() throws(ConfigurationError) -> [ProviderDraft] {
    let document = try TOMLDocument(text, name: "the presets")
    try ConfigurationSchema.check(document)
    return ProviderDraft.all(in: document.root)
  }

  /// The presets as TOML.
  static let text = """
    [providers.openai]
    base_url = "https://api.openai.com/v1"
    key_env = "OPENAI_API_KEY"
    model = "gpt-4o-mini"
    developer_role = true

    # platform.openai.com/docs/models. Of the 400,000 tokens of gpt-5 at most 272,000 are prompt.
    [providers.openai.models]
    "gpt-4o-mini" = { context = 128000, reply = 16384, temperature_min = 0, temperature_max = 2 }
    "gpt-4o" = { context = 128000, reply = 16384, temperature_min = 0, temperature_max = 2 }
    "gpt-4.1" = { context = 1047576, reply = 32768, temperature_min = 0, temperature_max = 2 }
    "gpt-4.1-mini" = { context = 1047576, reply = 32768, temperature_min = 0, temperature_max = 2 }
    "gpt-4.1-nano" = { context = 1047576, reply = 32768, temperature_min = 0, temperature_max = 2 }
    "gpt-5" = { context = 400000, reply = 128000 }
    "gpt-5-mini" = { context = 400000, reply = 128000 }
    "gpt-5-nano" = { context = 400000, reply = 128000 }
    "o3" = { context = 200000, reply = 100000 }
    "o4-mini" = { context = 200000, reply = 100000 }

    # The documentation of ChatECNU's interface names these two models and no windows. Its example
    # is answered by `qwen25`, and 32,768 is the window of Qwen2.5 without an extension. It lists
    # neither `stream_options` nor the role `developer`; temperatures end at 1.
    [providers.ecnu]
    base_url = "https://chat.ecnu.edu.cn/open/api/v1"
    key_env = "ECNU_API_KEY"
    model = "ecnu-plus"
    temperature_min = 0
    temperature_max = 1
    stream_usage = false

    [providers.ecnu.models]
    ecnu-plus = { context = 32768, reply = 4096 }
    ecnu-reasoner = { context = 32768, reply = 8192 }

    # api-docs.deepseek.com, "Models & Pricing": 64K until August 2025, more since. Thinking models
    # that called tools must get their reasoning back ("Thinking Mode").
    [providers.deepseek]
    base_url = "https://api.deepseek.com/v1"
    key_env = "DEEPSEEK_API_KEY"
    model = "deepseek-chat"
    reasoning = "tool-turns"
    temperature_min = 0
    temperature_max = 2

    [providers.deepseek.models]
    deepseek-chat = { context = 65536, reply = 8192 }
    deepseek-reasoner = { context = 65536, reply = 32768 }

    # help.aliyun.com/zh/model-studio/models: some of these names mean larger windows by now.
    [providers.qwen]
    base_url = "https://dashscope.aliyuncs.com/compatible-mode/v1"
    key_env = "DASHSCOPE_API_KEY"
    model = "qwen-plus"
    temperature_min = 0
    temperature_max = 2

    [providers.qwen.models]
    qwen-plus = { context = 131072, reply = 8192 }
    qwen-turbo = { context = 131072, reply = 8192 }
    qwen-max = { context = 32768, reply = 8192 }
    qwen3-max = { context = 262144, reply = 32768 }

    # docs.ollama.com/context-length: every model gets 4,096 tokens on a machine with less than
    # 24 GiB of video memory, unless OLLAMA_CONTEXT_LENGTH says otherwise, and longer prompts are
    # cut silently.
    [providers.ollama]
    base_url = "http://127.0.0.1:11434/v1"
    key_env = []
    context = 4096
    reply = 1024

    # The endpoint inside the program, started when it is asked for by name; the port is put in then.
    [providers.demo]
    base_url = "http://127.0.0.1:1/v1"
    key_env = []
    model = "demo"

    [providers.demo.models]
    demo = { context = 8192, reply = 1024 }
    demo-reasoner = { context = 8192, reply = 1024 }
    """
}
