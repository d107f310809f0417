#if Networking
  import ChatCompletions

  /// A proxy as an environment variable names it.
  struct ProxyServer: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    enum Kind: Hashable, Sendable {
      /// An HTTP proxy: a tunnel by `CONNECT` to whatever the target is.
      case http
      /// A SOCKS 5 proxy that resolves the name itself.
      case socks5
    }

    /// The protocol spoken with the proxy.
    let kind: Kind
    /// The proxy's host.
    let host: String
    /// The proxy's port.
    let port: Int
    /// User name and password, percent-decoded.
    let user: String?
    let password: String

    /// Reads a proxy URL, with or without a scheme; without a port it is 1080, as for curl.
    /// - Throws: `TransportError` of kind `invalidURL` that names the variable, never its value.
    init(_ text: String, variable: String) throws(TransportError) {
      var rest = Array(text.utf8)[...]
      var kind = Kind.http
      if let separator = text.firstRange(of: "://") {
        switch text[..<separator.lowerBound].lowercased() {
        case "http": kind = .http
        case "socks5", "socks5h", "socks": kind = .socks5
        case let scheme:
          let shown = scheme.utf8.allSatisfy { 0x21...0x7E ~= $0 } ? scheme.prefix(20) : "this"
          throw TransportError(
            .invalidURL, "\(variable): proxies of the kind \(shown) are not supported")
        }
        rest = Array(text[separator.upperBound...].utf8)[...]
      }
      rest = rest.prefix { $0 != UInt8(ascii: "/") }
      var user: String?
      var password = ""
      if let at = rest.lastIndex(of: UInt8(ascii: "@")) {
        let name = rest[..<at].prefix { $0 != UInt8(ascii: ":") }
        user = Self.percentDecoded(name)
        password = Self.percentDecoded(rest[name.endIndex..<at].dropFirst())
        rest = rest[(at + 1)...]
      }
      guard kind == .http || user == nil else {
        throw TransportError(
          .invalidURL, "\(variable): SOCKS proxies with a password are not supported")
      }
      let afterAddress = rest.lastIndex(of: UInt8(ascii: "]")) ?? rest.startIndex
      let hasPort = rest[afterAddress...].contains(UInt8(ascii: ":"))
      guard let (host, port) = try? HTTPURL.authority(rest, scheme: .http) else {
        throw TransportError(.invalidURL, "\(variable) is not the URL of a proxy")
      }
      (self.kind, self.host, self.user, self.password) = (kind, host, user, password)
      self.port = hasPort ? port : 1080
    }

    /// The proxy without its password.
    var description: String {
      "\(kind)://\(host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host):\(port)"
    }

    /// Shows no password either.
    var customMirror: Mirror { Mirror(self, children: ["description": description]) }

    private static func percentDecoded(_ bytes: ArraySlice<UInt8>) -> String {
      var result: [UInt8] = []
      var rest = bytes
      while let byte = rest.popFirst() {
        let digits = rest.prefix(2)
        if byte == UInt8(ascii: "%"), digits.count == 2, digits.first != UInt8(ascii: "+"),
          let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
        {
          result.append(value)
          rest = rest.dropFirst(2)
        } else {
          result.append(byte)
        }
      }
      return String(decoding: result, as: UTF8.self)
    }
  }
#endif
