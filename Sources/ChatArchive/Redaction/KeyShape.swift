/// The shape that a provider gives its keys: how they begin, and what follows.
///
/// The shapes are those that the providers document, or that their own secret scanning looks for
/// (<https://docs.github.com/en/code-security/secret-scanning/introduction/supported-secret-scanning-patterns>).
struct KeyShape {
  /// How a key begins.
  let prefix: StaticString
  /// What the rest is made of.
  let alphabet: KeyAlphabet
  /// How many bytes the rest has.
  let length: ClosedRange<Int>
  /// How many digits the rest has at least, so that names of classes and the like are no keys.
  let digits: Int

  init(
    _ prefix: StaticString, _ alphabet: KeyAlphabet, _ length: ClosedRange<Int>, digits: Int = 1
  ) {
    self.prefix = prefix
    self.alphabet = alphabet
    self.length = length
    self.digits = digits
  }

  /// Every shape that is known.
  static let all: [KeyShape] = [
    // OpenAI, Anthropic, DeepSeek, DashScope and who came after them.
    KeyShape("sk-", .base64URL, 20...Int.max, digits: 2),
    KeyShape("gsk_", .alphanumeric, 32...Int.max),
    KeyShape("xai-", .base64URL, 32...Int.max, digits: 2),
    KeyShape("nvapi-", .base64URL, 32...Int.max, digits: 2),
    KeyShape("hf_", .alphanumeric, 30...Int.max, digits: 0),
    KeyShape("r8_", .alphanumeric, 32...Int.max),
    KeyShape("AIza", .base64URL, 35...35, digits: 0),
    KeyShape("AKIA", .capital, 16...16, digits: 0),
    KeyShape("ASIA", .capital, 16...16, digits: 0),
    KeyShape("AKID", .alphanumeric, 32...48),
    KeyShape("LTAI", .alphanumeric, 12...32),
    KeyShape("ghp_", .alphanumeric, 30...Int.max),
    KeyShape("gho_", .alphanumeric, 30...Int.max),
    KeyShape("ghu_", .alphanumeric, 30...Int.max),
    KeyShape("ghs_", .alphanumeric, 30...Int.max),
    KeyShape("ghr_", .alphanumeric, 30...Int.max),
    KeyShape("github_pat_", .word, 30...Int.max),
    KeyShape("glpat-", .base64URL, 20...Int.max),
    KeyShape("npm_", .alphanumeric, 36...Int.max),
    KeyShape("pypi-", .base64URL, 50...Int.max),
    KeyShape("xoxa-", .base64URL, 10...Int.max, digits: 2),
    KeyShape("xoxb-", .base64URL, 10...Int.max, digits: 2),
    KeyShape("xoxe-", .base64URL, 10...Int.max, digits: 2),
    KeyShape("xoxp-", .base64URL, 10...Int.max, digits: 2),
    KeyShape("xoxr-", .base64URL, 10...Int.max, digits: 2),
    KeyShape("xoxs-", .base64URL, 10...Int.max, digits: 2),
    KeyShape("xapp-", .base64URL, 10...Int.max, digits: 2),
    KeyShape("sk_live_", .alphanumeric, 16...Int.max),
    KeyShape("sk_test_", .alphanumeric, 16...Int.max),
    KeyShape("rk_live_", .alphanumeric, 16...Int.max),
    KeyShape("whsec_", .alphanumeric, 16...Int.max),
    KeyShape("dop_v1_", .alphanumeric, 40...Int.max),
  ]
}
