#if Networking
  import ChatCompletions

  #if canImport(Glibc)
    import Glibc
  #elseif canImport(Musl)
    import Musl
  #elseif canImport(Darwin)
    import Darwin
  #endif

  /// Which proxy the environment asks for, by the rules of curl(1) but one.
  ///
  /// - `https_proxy`, `HTTPS_PROXY` for https URLs; `http_proxy` for http URLs, in lower case only:
  ///   a CGI program finds the request header `Proxy:` in `HTTP_PROXY`, so that a stranger could
  ///   redirect its requests (CVE-2016-5385). `all_proxy`, `ALL_PROXY` for what is left.
  ///   Lower case wins; an empty value means no proxy.
  /// - `no_proxy`, `NO_PROXY` exclude hosts (`NoProxyList`).
  /// - `http://user:password@host:port` and `socks5://host:port`; HTTP proxies are asked for a
  ///   tunnel (`CONNECT`) for http URLs too.
  ///
  /// The exception: this machine (`localhost`, `127.0.0.0/8`, `::1`) is never asked for through a
  /// proxy. Another machine could not reach it, and a variable set for the outer world must not
  /// send a key meant for a local server there. Go's `net/http` does the same.
  public struct ProxyEnvironment: Sendable {
    private let variables: [String: String]
    private let exclusions: NoProxyList

    private static let names = [
      "https_proxy", "HTTPS_PROXY", "http_proxy", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY",
    ]

    /// Takes the variables from a dictionary; the others in it are not kept.
    public init(_ environment: [String: String]) {
      variables = environment.filter { Self.names.contains($0.key) }
      exclusions = NoProxyList(variables["no_proxy"] ?? variables["NO_PROXY"] ?? "")
    }

    /// Reads the environment of this process.
    public static func current() -> ProxyEnvironment {
      var found: [String: String] = [:]
      for name in names {
        if let value = getenv(name) { found[name] = String(cString: value) }
      }
      return ProxyEnvironment(found)
    }

    /// The proxy for a URL, or nil for none.
    /// - Throws: `TransportError` of kind `invalidURL` if the variable cannot be understood: going
    ///   there directly instead would leak to the network what was meant for the proxy.
    func proxy(for url: HTTPURL) throws(TransportError) -> ProxyServer? {
      guard !Self.isThisMachine(url.host), !exclusions.covers(host: url.host, port: url.port) else {
        return nil
      }
      let candidates =
        switch url.scheme {
        case .https: ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]
        case .http: ["http_proxy", "all_proxy", "ALL_PROXY"]
        }
      guard let name = candidates.first(where: { variables[$0] != nil }),
        let value = variables[name], !value.isEmpty
      else { return nil }
      return try ProxyServer(value, variable: name)
    }

    private static func isThisMachine(_ host: String) -> Bool {
      let name = host.hasSuffix(".") ? String(host.dropLast()) : host
      return name == "localhost" || name.hasSuffix(".localhost")
        || IPAddress(name.utf8)?.isLoopback == true
    }
  }

  extension ProxyEnvironment: CustomStringConvertible, CustomReflectable {
    /// The names of the variables that are set; their values may hold a password.
    public var description: String {
      "ProxyEnvironment(\(variables.keys.sorted().joined(separator: ", ")))"
    }

    /// Shows no value either.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
  }
#endif
