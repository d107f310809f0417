/// Why settings cannot be used; its description is one sentence that never holds a key.
enum ConfigurationError: Error, Equatable {
  /// The file is there and cannot be read.
  case unreadable(path: String, reason: String)
  /// The file cannot be written.
  case unwritable(path: String, reason: String)
  /// The file is not TOML.
  case syntax(TextPlace, reason: String)
  /// A key that convo does not have; without a place it came from the command line.
  case unknownKey(String, TextPlace?, suggestion: String?)
  /// An API key, or something named like one, where none may be.
  case secret(String, TextPlace?)
  /// A value of the wrong type or out of its range.
  case wrongValue(String, TextPlace?, expected: String)
  /// A provider that is no preset and has no `base_url`.
  case missingBaseURL(provider: String, TextPlace?)
  /// A base URL from a flag or the environment that is none.
  case invalidBaseURL(source: String, reason: String)
  /// A provider that nobody has described.
  case unknownProvider(String, source: String, known: [String])
  /// No model was named and the provider has no default.
  case missingModel(provider: String, known: [String])
  /// No key was found in these variables.
  case missingKey(provider: String, variables: [String], file: String)
  /// The command that should print a key did not; its output is never part of the reason.
  case failedKeyCommand(provider: String, reason: String)
  /// The file that should hold a key is missing, or others can get at it.
  case unusableKeyFile(path: String, reason: String)
  /// A key was found that no header can carry.
  case unusableKey(source: String)
  /// A setting that must be changed by hand.
  case notEditable(String, TextPlace, reason: String)
}
