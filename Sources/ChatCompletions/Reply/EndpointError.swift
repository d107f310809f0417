/// What an endpoint says went wrong, in whichever of the known shapes.
struct EndpointError: Sendable, Equatable {
  /// The endpoint's own words.
  var message: String
  /// Its code, a string or a number.
  var code: String?
  /// Its type.
  var type: String?

  init(message: String, code: String? = nil, type: String? = nil) {
    self.message = message
    self.code = code
    self.type = type
  }

  /// Reads an error object; nil when it is none.
  ///
  /// Known are `{"error": {…}}` and `{"error": "…"}` (OpenAI and many others), the same in an
  /// array, the fields at the top level with `"object": "error"` (older vLLM), `{"detail": …}`
  /// (FastAPI), `{"errors": [{…}]}` (Cloudflare) and `{"message": …}`.
  init?(json: JSONValue) {
    if let first = json.arrayValue?.first {
      self.init(json: first)
      return
    }
    guard json.objectValue != nil else { return nil }
    if let error = json["error"], !error.isNull {
      self.init(member: error)
    } else if let first = json["errors"]?.arrayValue?.first {
      self.init(member: first)
    } else if json["object"]?.stringValue == "error" {
      self.init(member: json)
    } else if let words = Self.detail(json["detail"]) ?? json["message"]?.stringValue {
      self.init(message: words, code: Self.word(json["code"]), type: Self.word(json["type"]))
    } else {
      return nil
    }
  }

  /// Reads the value of an `error` member.
  ///
  /// A gateway may hand on what another endpoint said as text, which is JSON again, or beside words of its
  /// own.
  init(member: JSONValue) {
    if let text = member.stringValue, text.first == "{",
      let inner = try? JSONValue(parsing: text), inner["error"]?.objectValue != nil,
      let error = EndpointError(json: inner)
    {
      self = error
      return
    }
    var words =
      member.stringValue ?? member["message"]?.stringValue ?? Self.detail(member["detail"])
      ?? Self.word(member["type"]) ?? Self.word(member["code"]) ?? member.serialized
    // llama.cpp once had its numbers beside its words.
    if let limit = Self.word(member["n_ctx"]), !words.contains(limit) {
      words += " (n_ctx: \(limit), n_prompt_tokens: \(Self.word(member["n_prompt_tokens"]) ?? "?"))"
    }
    if let upstream = member["metadata"]?["raw"]?.stringValue { words += ": \(upstream)" }
    self.init(message: words, code: Self.word(member["code"]), type: Self.word(member["type"]))
  }

  /// The same without a secret, which some endpoints echo when they refuse it.
  func redacting(_ secret: String?) -> EndpointError {
    guard let secret, !secret.isEmpty else { return self }
    func clean(_ text: String) -> String { text.replacing(secret, with: "[key]") }
    return EndpointError(
      message: clean(message), code: code.map(clean), type: type.map(clean))
  }

  private static func detail(_ value: JSONValue?) -> String? {
    switch value {
    case .string(let words): words
    case .array(let elements):
      elements.compactMap { $0["msg"]?.stringValue ?? $0.stringValue }.nonEmptyJoined
    case .object: value?["message"]?.stringValue ?? value?["msg"]?.stringValue
    default: nil
    }
  }

  private static func word(_ value: JSONValue?) -> String? {
    switch value {
    case .string(let word) where !word.isEmpty: word
    case .number(let digits): digits
    default: nil
    }
  }
}

extension [String] {
  fileprivate var nonEmptyJoined: String? {
    isEmpty ? nil : joined(separator: "; ")
  }
}
