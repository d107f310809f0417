#if Networking
  import ChatCompletions

  /// An absolute `http` or `https` URL, taken apart as far as sending and redirecting need it.
  ///
  /// RFC 3986 with two refusals: no user name and password (a key in a URL ends up in logs), and
  /// only ASCII host names, because what an international name resolves to must not depend on
  /// which IDNA table a library ships.
  struct HTTPURL: Equatable, Sendable {
    enum Scheme: String, Sendable {
      case http
      case https

      init?(_ name: ArraySlice<UInt8>) {
        self.init(rawValue: String(decoding: name, as: UTF8.self).lowercased())
      }

      var defaultPort: Int { self == .https ? 443 : 80 }
    }

    /// The scheme.
    let scheme: Scheme
    /// The host in lower case; an IPv6 address without its brackets.
    let host: String
    /// The port, the scheme's own if the URL names none.
    let port: Int
    /// Path and query, beginning with `/`; only bytes that may stand in a request line.
    let target: String

    /// Takes a URL apart.
    /// - Throws: `TransportError` of kind `invalidURL`; its sentence does not repeat it.
    init(_ text: String) throws(TransportError) {
      let bytes = Array(text.utf8)
      guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")),
        let scheme = Scheme(bytes[..<colon]),
        bytes[colon...].starts(with: "://".utf8)
      else {
        throw TransportError(.invalidURL, "the URL must begin with http:// or https://")
      }
      let rest = bytes[(colon + 3)...]
      let end = rest.firstIndex { "/?#".utf8.contains($0) } ?? rest.endIndex
      (host, port) = try Self.authority(rest[..<end], scheme: scheme)
      self.scheme = scheme
      self.target = try Self.target(rest[end...])
    }

    private init(_ base: HTTPURL, target: String) {
      (scheme, host, port) = (base.scheme, base.host, base.port)
      self.target = target
    }

    /// The URL that a `Location` header means when this one was requested (RFC 3986 §5.2).
    func resolving(_ location: String) throws(TransportError) -> HTTPURL {
      let bytes = Array(location.utf8)
      let stop = bytes.firstIndex { ":/?#".utf8.contains($0) }
      if let stop, bytes[stop] == UInt8(ascii: ":") {
        return try HTTPURL(location)
      }
      if bytes.starts(with: "//".utf8) {
        return try HTTPURL("\(scheme.rawValue):\(location)")
      }
      let path = target.utf8.prefix { $0 != UInt8(ascii: "?") }
      var merged: [UInt8]
      switch bytes.first {
      case nil, UInt8(ascii: "#"): merged = Array(target.utf8)
      case UInt8(ascii: "/"): merged = bytes
      case UInt8(ascii: "?"): merged = Array(path) + bytes
      default:
        merged = Array(path)
        while let last = merged.last, last != UInt8(ascii: "/") { merged.removeLast() }
        merged += bytes
      }
      return HTTPURL(self, target: try Self.target(merged[...]))
    }

    /// Whether a request to `other` goes to the same server process, as far as a URL can tell.
    func hasSameOrigin(as other: HTTPURL) -> Bool {
      scheme == other.scheme && host == other.host && port == other.port
    }

    /// The host as it is written before a port: IPv6 addresses in brackets.
    var bracketedHost: String { host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host }

    /// Host and port, for messages.
    var authority: String { "\(bracketedHost):\(port)" }

    /// The value of the `Host` header: without a port that the scheme implies (RFC 9112 §3.2).
    var hostHeader: String { port == scheme.defaultPort ? bracketedHost : authority }

    /// The whole URL.
    var text: String { "\(scheme.rawValue)://\(hostHeader)\(target)" }

    /// The URL without its query, which may hold a secret; for messages.
    var publicText: String {
      let path = target.utf8.prefix { $0 != UInt8(ascii: "?") }.prefix(200)
      return "\(scheme.rawValue)://\(hostHeader)\(String(decoding: path, as: UTF8.self))"
    }
  }
#endif
