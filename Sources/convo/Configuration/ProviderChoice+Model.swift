import ChatCompletions

extension ProviderChoice {
  /// Whether the file's `model` is meant for this provider.
  ///
  /// It belongs to the file's `provider`, or to the provider it names before its slash. Without
  /// either it is for whatever provider is found, except one that `--provider` has named.
  func takesFileModel(_ configuration: Configuration) -> Bool {
    if let name = configuration.provider { return name.hasSameBytes(as: provider.name) }
    if let prefix = configuration.model.flatMap(Self.prefix),
      configuration.provider(named: prefix) != nil
    {
      return prefix.hasSameBytes(as: provider.name)
    }
    return reason != .flag
  }

  /// The model's name as the provider knows it: without the provider's own name before a slash.
  ///
  /// With `--provider` or a base URL the name is sent as it is, because such names exist:
  /// `openrouter/auto`. So is one that the provider's models list.
  func model(_ written: String) -> String {
    guard reason != .flag, reason != .baseURL,
      let prefix = Self.prefix(written), prefix.hasSameBytes(as: provider.name),
      !provider.models.contains(where: { $0.name.hasSameBytes(as: written) })
    else { return written }
    return String(written.dropFirst(prefix.count + 1))
  }

  /// What stands before the first slash, when something follows it.
  static func prefix(_ model: String) -> String? {
    let parts = model.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
    return String(parts[0])
  }
}
