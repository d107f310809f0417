import ChatCompletions
import Testing

@testable import convo

struct ConnectionSettingsTests {
  private func settings(_ file: String, provider: String? = nil) throws -> Settings {
    try Settings.resolve(
      flags: SettingsFlags(provider: provider), environment: ["OPENAI_API_KEY": "k"],
      configuration: Configuration.parse(file, path: "/home/me/.config/convo/config.toml"))
  }

  @Test("What is said of one endpoint comes before what is said of all")
  func precedence() throws {
    let file = """
      silence_timeout = 30
      retries = 0
      [providers.ollama]
      model = "m"
      silence_timeout = 900.5
      connect_timeout = 3
      """
    let all = try settings(file, provider: "openai").connection
    #expect(all.timeouts.silence == .seconds(30))
    #expect(all.timeouts.payload == .seconds(600))
    #expect(all.retryPolicy == .never)
    #expect(all.connectTimeout == nil)
    let one = try settings(file, provider: "ollama").connection
    #expect(one.timeouts.silence == .milliseconds(900_500))
    #expect(one.connectTimeout == 3 && one.retries == 0)
  }

  @Test("Without a word everything is as the client has it")
  func nothing() throws {
    let connection = try settings("").connection
    #expect(connection == ConnectionSettings())
    #expect(connection.timeouts == Timeouts() && connection.retryPolicy == RetryPolicy())
  }

  @Test(
    "A time-out or a number of retries that cannot be meant is refused with its place",
    arguments: [
      "connect_timeout = 0", "silence_timeout = -1", "payload_timeout = \"10\"",
      "payload_timeout = inf", "silence_timeout = nan", "connect_timeout = 1e9", "retries = -1",
      "retries = 1.5", "retries = 1000", "ca_file = \"\"", "ca_file = 7",
      "[providers.ollama]\nsilence_timeout = true",
    ])
  func refused(line: String) {
    let error = #expect(throws: ConfigurationError.self) { try settings(line) }
    #expect(error?.description.contains("must be") == true)
  }

  @Test("Every setting can be set by its name")
  func editing() throws {
    for (key, value) in [
      ("silence_timeout", "30"), ("providers.ollama.payload_timeout", "900"), ("retries", "5"),
      ("providers.ecnu.ca_file", "~/ca.pem"), ("connect_timeout", "2.5"),
    ] {
      var edit = ConfigEdit(text: "", path: "c")
      try edit.set(key, value)
      #expect(edit.text.contains(value))
    }
  }

  @Test("Authorities: the flag, then the file's folder or home, then the variable for TLS")
  func authorities() throws {
    func find(
      _ written: String?, flag: String? = nil, url: String = "https://api.openai.com/v1"
    ) throws -> AuthoritiesFile? {
      var settings = try settings(written.map { "ca_file = \"\($0)\"" } ?? "")
      settings.provider.baseURL = url
      return AuthoritiesFile.find(
        flag: flag, settings: settings,
        environment: ["SSL_CERT_FILE": "/ssl.pem", "HOME": "/home/me"])
    }
    #expect(try find("x.pem", flag: "y.pem")?.path == "y.pem")
    #expect(try find("x.pem")?.path == "/home/me/.config/convo/x.pem")
    #expect(try find("~/x.pem")?.path == "/home/me/x.pem")
    #expect(try find("/x.pem")?.path == "/x.pem")
    #expect(try find(nil)?.path == "/ssl.pem")
    #expect(try find(nil, url: "http://lab/v1") == nil)
    #expect(try find(nil, flag: "")?.source == "the environment variable SSL_CERT_FILE")
  }
}
