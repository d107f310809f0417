import ChatCompletions

/// How an endpoint is reached: what a file says for all of them, or for one; nil where it says
/// nothing.
struct ConnectionSettings: Sendable, Equatable {
  /// The file of certificates that are trusted instead of the system's, as it was written.
  var authoritiesFile: String?
  /// Seconds for resolving the name, connecting and agreeing on TLS together.
  var connectTimeout: Double?
  /// The longest time without any byte, in seconds.
  var silenceTimeout: Double?
  /// The longest time with nothing but comments, in seconds.
  var payloadTimeout: Double?
  /// How often a request that got no byte of a reply is sent again.
  var retries: Int?

  /// The keys, at the top of the file and in each provider's table.
  static let keys: [(String, ConfigurationSchema.Lookup)] = [
    ("ca_file", .setting(.name)), ("connect_timeout", .setting(.number(0.1...86_400))),
    ("silence_timeout", .setting(.number(0.1...86_400))),
    ("payload_timeout", .setting(.number(0.1...86_400))),
    ("retries", .setting(.integer(0...20))),
  ]

  /// Takes what is said of one endpoint over what is said of all.
  func overridden(by other: ConnectionSettings) -> ConnectionSettings {
    ConnectionSettings(
      authoritiesFile: other.authoritiesFile ?? authoritiesFile,
      connectTimeout: other.connectTimeout ?? connectTimeout,
      silenceTimeout: other.silenceTimeout ?? silenceTimeout,
      payloadTimeout: other.payloadTimeout ?? payloadTimeout, retries: other.retries ?? retries)
  }

  /// The time-outs of a client.
  var timeouts: Timeouts {
    var timeouts = Timeouts()
    if let silenceTimeout { timeouts.silence = .seconds(silenceTimeout) }
    if let payloadTimeout { timeouts.payload = .seconds(payloadTimeout) }
    return timeouts
  }

  /// The retries of a client.
  var retryPolicy: RetryPolicy {
    var policy = RetryPolicy()
    if let retries { policy.maxAttempts = retries + 1 }
    return policy
  }
}

extension ConnectionSettings {
  /// Reads a table that the schema has accepted.
  init(table: JSONObject) {
    self.init(
      authoritiesFile: table["ca_file"]?.stringValue,
      connectTimeout: table["connect_timeout"]?.doubleValue,
      silenceTimeout: table["silence_timeout"]?.doubleValue,
      payloadTimeout: table["payload_timeout"]?.doubleValue,
      retries: table["retries"]?.intValue)
  }
}
