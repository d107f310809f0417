/// The file of certificates that a command trusts instead of the system's, and what names it.
struct AuthoritiesFile: Sendable, Equatable {
  /// The variable that OpenSSL and curl know.
  static let variable = "SSL_CERT_FILE"

  /// The path, relative to the current folder or absolute.
  let path: String
  /// What names it, for people.
  let source: String

  /// Finds it: flag, then the configuration, then the variable, which is for TLS alone; nil for the
  /// system's certificates.
  ///
  /// A path in the configuration may begin with `~/`, and is relative to the configuration's folder.
  static func find(
    flag: String?, settings: Settings, environment: EnvironmentVariables
  ) -> AuthoritiesFile? {
    if let flag = flag?.nonEmpty { return AuthoritiesFile(path: flag, source: "--ca-file") }
    if let path = settings.connection.authoritiesFile {
      let file = settings.configurationPath
      return AuthoritiesFile(
        path: Locations.expanded(path, beside: file, environment: environment),
        source: "ca_file in \(file)")
    }
    guard let path = environment[variable]?.nonEmpty,
      (try? BaseURL(settings.provider.baseURL))?.isSecure == true
    else { return nil }
    return AuthoritiesFile(path: path, source: "the environment variable \(variable)")
  }
}
