extension ConfigurationError: CustomStringConvertible {
  /// What is wrong, where, and what to do.
  var description: String {
    switch self {
    case .unreadable(let path, let reason): "\(path) cannot be read: \(reason)."
    case .unwritable(let path, let reason): "\(path) cannot be written: \(reason)."
    case .syntax(let place, let reason): "\(place): this is not TOML: \(reason)."
    case .unknownKey(let key, let place, let suggestion):
      Self.at(place) + "There is no setting '\(key)'"
        + (suggestion.map { "; did you mean '\($0)'?" } ?? "; correct its name or remove it.")
    case .secret(let key, let place):
      Self.at(place)
        + "'\(key)' looks like an API key, and keys do not belong in the configuration; name the "
        + "key's environment variable in key_env, or let convo config init keep it in a file."
    case .wrongValue(let key, let place, let expected):
      Self.at(place) + "The value of '\(key)' must be \(expected)."
    case .missingBaseURL(let provider, let place):
      Self.at(place)
        + "The provider '\(provider)' is no preset and has no base_url; add base_url = \"https://…\"."
    case .invalidBaseURL(let source, let reason):
      "The base URL from \(source) cannot be used: \(reason)."
    case .unknownProvider(let name, let source, let known):
      "There is no provider '\(name)', which \(source) names; "
        + (name.closest(in: known).map { "did you mean '\($0)'?" }
          ?? "there are \(known.joined(separator: ", ")), and those you describe in the "
          + "configuration file.")
    case .missingModel(let provider, let known):
      "No model is named for the provider '\(provider)'; name one with --model or CONVO_MODEL "
        + "(convo models lists them)"
        // An address is no name that the configuration could have.
        + (provider.contains(".") || provider.contains(":")
          ? "" : ", or as providers.\(provider).model in the configuration")
        + (known.isEmpty ? "." : ", for instance \(known.prefix(3).joined(separator: ", ")).")
    case .missingKey(let provider, let variables, let file):
      "There is no key for the provider '\(provider)'; set the environment variable "
        + "\(variables.joined(separator: " or ")), or let convo config init keep one, which it "
        + "notes in \(file)."
    case .failedKeyCommand(let provider, let reason):
      "The key of the provider '\(provider)' cannot be had: its key_command \(reason); run it by "
        + "itself, then change providers.\(provider).key_command, or begin again with convo config init."
    case .unusableKeyFile(let path, let reason):
      "The key file \(path) cannot be used: \(reason)."
    case .unusableKey(let source):
      "The key in \(source) holds space or characters that a key cannot have; copy it again."
    case .notEditable(let key, let place, let reason):
      "\(place): '\(key)' cannot be set from here, because \(reason); edit the file by hand."
    }
  }

  private static func at(_ place: TextPlace?) -> String {
    place.map { "\($0): " } ?? ""
  }
}
