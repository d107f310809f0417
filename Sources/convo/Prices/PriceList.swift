import CProfiles
import ChatStore
import Synchronization

/// What models cost, by provider, model and day.
final class PriceList: Sendable {
  /// The user's prices, which come first, and convo's own.
  private let lists: [[PriceEntry]]
  /// Who serves from which host.
  private let providers: [String: String]
  /// The hosts of the providers of the configuration, by their names.
  private let hosts: [String: String]
  /// What was looked up before: a report asks for few models, each many times.
  private let found = Mutex<[Served: [[PriceEntry]]]>([:])

  /// A model and whose it is.
  private struct Served: Hashable {
    let provider: String
    let model: String
  }

  /// Takes the built-in prices, and the user's from a file beside the configuration, if it is there.
  /// - Throws: `ConfigurationError` for a file that cannot be used.
  init(configuration: Configuration, file: String) throws(ConfigurationError) {
    let own = try PriceFile(Self.builtIn, name: "prices.toml")
    let users = try ConfigurationFile.read(file).map { text throws(ConfigurationError) in
      try PriceFile(text, name: file)
    }
    lists = [users?.entries ?? [], own.entries]
    providers = (users?.hosts ?? [:]).merging(own.hosts) { user, _ in user }
    hosts = Dictionary(
      configuration.providers.compactMap { provider in
        (try? BaseURL(provider.baseURL)).map { (provider.name, $0.host) }
      }, uniquingKeysWith: { first, _ in first })
  }

  /// The prices of this process.
  static func current() throws -> PriceList {
    let file = Locations.current.configFile
    return try PriceList(
      configuration: Configuration.load(from: file), file: Self.file(beside: file))
  }

  /// The file beside the configuration that holds the user's prices.
  static func file(beside configuration: String) -> String {
    String(configuration.prefix(upTo: configuration.lastIndex(of: "/") ?? configuration.startIndex))
      + "/prices.toml"
  }

  static var builtIn: String {
    var size = 0
    let text = UnsafeRawBufferPointer(start: cprofiles_prices(&size), count: size)
    return String(decoding: text, as: UTF8.self)
  }

  /// The price of a model on a day; nil where nobody has said one.
  ///
  /// Among entries of the same models the last one counts whose day has come; the first models that fit
  /// decide.
  func price(of key: UsageKey) -> Price? {
    let served = Served(provider: key.provider, model: key.model)
    let entries = found.withLock { found in
      if let entries = found[served] { return entries }
      let entries = self.entries(of: served)
      found[served] = entries
      return entries
    }
    // Before the first day of the user's own the built-in ones hold.
    return entries.lazy.compactMap { $0.last { ($0.from ?? "") <= key.day } }.first?.price
  }

  /// The prices of all days, those of the user first.
  private func entries(of key: Served) -> [[PriceEntry]] {
    let model = key.model.lowercased()
    let name = model.lastIndex(of: "/").map { String(model[model.index(after: $0)...]) } ?? model
    // An endpoint without a name in the configuration is called by its host.
    let server = providers[hosts[key.provider] ?? key.provider]
    return lists.compactMap { list in
      let fitting = list.filter {
        ($0.provider == nil || $0.provider == key.provider || $0.provider == server)
          && $0.matches(name)
      }
      guard let first = fitting.first else { return nil }
      return fitting.filter { $0.models == first.models && $0.provider == first.provider }
    }
  }
}
