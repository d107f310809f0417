#if Networking
  /// Where a request went and by which way, for messages about what went wrong.
  struct Route: Sendable {
    /// The URL that was asked for.
    let url: HTTPURL
    /// The proxy in between.
    let proxy: ProxyServer?

    /// The target as people see it: host and port, and the proxy if there is one.
    var description: String {
      proxy.map { "\(url.authority) through the proxy \($0)" } ?? url.authority
    }

    /// What a connection is opened to.
    var firstHop: String { proxy.map { "the proxy \($0)" } ?? url.authority }
  }
#endif
