import Glibc

/// Where convo's files are, by the XDG Base Directory Specification 0.8.
///
/// Relative and empty `XDG_…` values are ignored, as the specification demands.
struct Locations: Sendable, Equatable {
  /// The user's settings.
  let configFile: String
  /// The folder of what must not be lost.
  let dataFolder: String
  /// The store; `CONVO_DB` names another one.
  let store: String
  /// The folder of what can be made again.
  let cacheFolder: String
  /// The folder of what may be lost: which conversation a terminal is at.
  let stateFolder: String

  /// The places of this process.
  static let current = Locations(environment: .process)

  /// Finds the places.
  init(environment: EnvironmentVariables) {
    let home = Self.home(environment)
    func folder(_ variable: String, _ fallback: String) -> String {
      guard let value = environment[variable], value.utf8.first == UInt8(ascii: "/") else {
        return Self.join(home, fallback + "/convo")
      }
      return Self.join(value, "convo")
    }
    configFile = folder("XDG_CONFIG_HOME", ".config") + "/config.toml"
    dataFolder = folder("XDG_DATA_HOME", ".local/share")
    cacheFolder = folder("XDG_CACHE_HOME", ".cache")
    stateFolder = folder("XDG_STATE_HOME", ".local/state")
    let named = environment["CONVO_DB"] ?? ""
    store = named.isEmpty ? dataFolder + "/convo.db" : named
  }

  private static func join(_ folder: String, _ name: String) -> String {
    var folder = folder
    while folder.utf8.last == UInt8(ascii: "/") { folder.removeLast() }
    return folder + "/" + name
  }

  /// The absolute path that a setting names: `~/` is the home folder, and a relative path begins at
  /// the folder of the file that the setting stands in, wherever the command is run.
  static func expanded(
    _ path: String, beside file: String, environment: EnvironmentVariables
  ) -> String {
    if path.utf8.first == UInt8(ascii: "/") { return path }
    if path.hasPrefix("~/") { return join(home(environment), String(path.dropFirst(2))) }
    guard let slash = file.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
    return join(String(file[..<slash]), path)
  }

  private static func home(_ environment: EnvironmentVariables) -> String {
    if let home = environment["HOME"], !home.isEmpty { return home }
    // Cron jobs and services may have no HOME, but the account still has a folder.
    guard let entry = getpwuid(geteuid()), let folder = entry.pointee.pw_dir else { return "/" }
    return String(cString: folder)
  }
}
