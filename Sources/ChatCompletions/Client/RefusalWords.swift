/// The words of an error, searched for what they say about lengths.
struct RefusalWords {
  /// In small letters, as UTF-8.
  private let words: [UInt8]

  init(_ message: String) { words = Array(message.lowercased().utf8) }

  /// Whether any of the phrases is there.
  func contains(anyOf phrases: [StaticString]) -> Bool { phrases.contains { find($0) != nil } }

  // MARK: The limit

  /// Words before the number of tokens that fit; whether that is prompt and reply together.
  private static let limits: [(words: StaticString, includesReply: Bool)] = [
    ("maximum context length is ", true), ("maximum context length of ", true),
    ("maximum context length: ", true), ("configured limit of ", false),
    ("model's context length (", true), ("maximum model length of ", true),
    ("context length is only ", true), ("context length of only ", true),
    ("available context size (", true), ("tokens + `max_new_tokens` must be <= ", true),
    ("`inputs` must have less than ", false), ("n_ctx: ", true),
    ("range of input length should be [1, ", false), ("model token limit: ", true),
    ("model max length exceeded, max length:", true),
    ("maximum number of tokens allowed (", false), ("maximum prompt length is ", false),
    ("exceeds the limit of ", false), ("max_seq_len (", true), ("too large for model with ", true),
    ("current length is ", true), ("exceeds the maximum allowed length (", false),
    ("tokens > ", true), ("exceed context limit: ", true), ("max size: ", false),
    ("exceeds the maximum allowed length of ", false), ("context length exceeded: limit ", true),
    ("最大上下文长度为", true), ("输入长度超过最大限制", false),
  ]

  /// Those of which other things than tokens are said.
  private static let sizes: Set<String> = ["max size: ", "exceeds the maximum allowed length of "]

  private static let otherUnits: [StaticString] = [" char", " byte", " item", " image", "个字"]

  /// Words that say it without a number.
  private static let plain: [StaticString] = [
    "exceeds the context window", "context window exceeds limit", "context window exceeded",
    "exceeds max length", "prompt 超长", "prompt too long", "prompt tokens too long",
    "prompt is too long", "prompt is longer than the context length",
    "input length exceeds the context length", "exceed max message tokens",
    "exceeds the available context size", "context size has been exceeded",
    "input is too long for requested model", "exceeded max context length",
  ]

  /// Whether they speak of a request that is too long.
  var speakOfLength: Bool { limit != nil || contains(anyOf: Self.plain) }

  /// The number of tokens that fit.
  var limit: (tokens: Int, includesReply: Bool)? {
    for (phrase, includesReply) in Self.limits {
      guard let end = find(phrase) else { continue }
      // Two name other numbers first.
      let start =
        switch phrase.description {
        case "current length is ": find("limit is ", from: end)
        case "exceed context limit: ": find("> ", from: end)
        default: end
        }
      guard let start, let (number, end) = number(at: start) else { continue }
      // Bodies and fields have a largest size too.
      if Self.sizes.contains(phrase.description), !has(" token", at: end) { continue }
      guard !Self.otherUnits.contains(where: { has($0, at: end) }) else { continue }
      return (number, includesReply)
    }
    return nil
  }

  // MARK: The prompt

  /// Words before the number of the prompt's tokens, and what must follow it.
  private static let prompts: [(before: StaticString, behind: StaticString)] = [
    ("messages resulted in ", " tokens"), ("the input (", " tokens"), ("request (", " tokens"),
    ("your request has ", " input tokens"), ("n_prompt_tokens: ", ""),
    ("prompt (length ", ")"), ("prompt is too long: ", ""), ("input token count (", ")"),
    ("but the request contains ", " tokens"), ("token count of ", " exceeds"),
    ("prompt contains ", " tokens"), ("prompt_tokens (", ")"), ("given: ", ""),
    ("input length (", " tokens"), ("input length ", " exceeds"), ("您的请求为", "个token"),
    ("exceed context limit: ", " +"), ("tokens: ", " tokens from the input"),
  ]

  /// Words behind the numbers of the prompt's parts.
  private static let parts: [StaticString] = [
    " tokens in the messages", " in the messages", " in the functions", " in your prompt",
    " of text input", " of tool input",
  ]

  /// The tokens of the prompt by the endpoint's count.
  ///
  /// Servers that stop counting at the limit name the limit again, and are passed over.
  var prompt: Int? {
    let sum = Self.parts.compactMap(number(before:)).reduce(0) { sum, part in
      let (result, isTooLarge) = sum.addingReportingOverflow(part)
      return isTooLarge ? .max : result
    }
    if sum > 0 { return sum }
    for (before, behind) in Self.prompts {
      guard let start = find(before), let (number, end) = number(at: start) else { continue }
      if has(behind, at: end) { return number }
    }
    return nil
  }

  private func number(before phrase: StaticString) -> Int? {
    guard let end = find(phrase) else { return nil }
    let place = end - phrase.utf8CodeUnitCount
    // The longest that ends there, which may be in groups of digits.
    return words[..<place].indices.suffix(24).lazy
      .filter { start in start == 0 || !WrittenNumber.digits.contains(words[start - 1]) }
      .compactMap { number(at: $0) }.first { $0.end == place }?.value
  }

  // MARK: Searching

  /// Where a phrase ends.
  private func find(_ phrase: StaticString, from start: Int = 0) -> Int? {
    let length = phrase.utf8CodeUnitCount
    guard length > 0, words.count - start >= length else { return nil }
    return (start...(words.count - length)).first { has(phrase, at: $0) }.map { $0 + length }
  }

  private func has(_ phrase: StaticString, at start: Int) -> Bool {
    let length = phrase.utf8CodeUnitCount
    guard words.count - start >= length else { return false }
    return phrase.withUTF8Buffer { $0.elementsEqual(words[start..<(start + length)]) }
  }

  private func number(at start: Int) -> (value: Int, end: Int)? {
    WrittenNumber(words[start...]).map { ($0.value, $0.end) }
  }
}
