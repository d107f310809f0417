import Glibc

/// An endpoint's base URL, taken apart so far that two of them can be compared.
struct BaseURL: Equatable, Sendable {
  /// Why a text is no base URL; its sentence part does not repeat the text, which may hold a key.
  struct Invalid: Error {
    let reason: String
  }

  /// Whether TLS is used.
  let isSecure: Bool
  /// The host in lower case; an IPv6 address without its brackets.
  let host: String
  /// The port.
  let port: Int
  /// The path without a slash at its end and without `/chat/completions`.
  let path: String
  /// The query, if there is one; providers in a cloud put a version there.
  let query: String?

  /// Takes a base URL apart.
  init(_ text: String) throws(Invalid) {
    guard text.utf8.allSatisfy({ 0x21...0x7E ~= $0 }) else {
      throw Invalid(reason: "it holds space or characters that a URL cannot have")
    }
    let lower = text.lowercased()
    guard let scheme = ["https://", "http://"].first(where: { lower.hasPrefix($0) }) else {
      throw Invalid(reason: "it must begin with https:// or http://")
    }
    isSecure = scheme == "https://"
    let rest = text.dropFirst(scheme.count)
    let authority = rest.prefix { !"/?#".contains($0) }
    guard !authority.contains("@") else {
      throw Invalid(reason: "it must not hold a user name or password")
    }
    (host, port) = try Self.parts(of: authority, defaultPort: isSecure ? 443 : 80)
    let target = rest.dropFirst(authority.count).prefix { $0 != "#" }
    let pieces = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    path = Self.cleaned(pieces.first ?? "")
    query = pieces.count > 1 ? String(pieces[1]) : nil
  }

  /// What an endpoint without a name is called: its host, and its port where that is not the usual.
  var name: String {
    port == (isSecure ? 443 : 80) ? host : "\(host):\(port)"
  }

  /// Whether this machine itself is meant (RFC 1122 §3.2.1.3, RFC 4291 §2.5.3, RFC 6761 §6.3).
  var isLoopback: Bool {
    if host == "localhost" || host.hasSuffix(".localhost") { return true }
    var four = in_addr()
    if inet_pton(AF_INET, host, &four) == 1 {
      return UInt32(bigEndian: four.s_addr) >> 24 == 127
    }
    var sixteen = in6_addr()
    guard inet_pton(AF_INET6, host, &sixteen) == 1 else { return false }
    let bytes = withUnsafeBytes(of: sixteen) { Array($0) }
    return bytes == [UInt8](repeating: 0, count: 15) + [1]
      || bytes.starts(with: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 127])
  }

  private static func parts(
    of authority: Substring, defaultPort: Int
  ) throws(Invalid) -> (String, Int) {
    var host = authority
    var digits: Substring = ""
    if authority.first == "[" {
      guard let close = authority.firstIndex(of: "]") else {
        throw Invalid(reason: "its IPv6 address has no closing bracket")
      }
      host = authority[..<close].dropFirst()
      digits = authority[close...].dropFirst()
      guard digits.isEmpty || digits.first == ":" else {
        throw Invalid(reason: "only a port may follow its IPv6 address")
      }
      digits = digits.dropFirst()
    } else if let colon = authority.firstIndex(of: ":") {
      host = authority[..<colon]
      digits = authority[colon...].dropFirst()
    }
    guard !host.isEmpty else { throw Invalid(reason: "it names no host") }
    let isNumber = digits.utf8.allSatisfy { 0x30...0x39 ~= $0 }
    guard isNumber, let port = digits.isEmpty ? defaultPort : UInt16(digits).map(Int.init), port > 0
    else {
      throw Invalid(reason: "its port is not between 1 and 65535")
    }
    return (host.lowercased(), port)
  }

  private static func cleaned(_ path: Substring) -> String {
    var path = path
    while path.last == "/" { path.removeLast() }
    // People paste the whole address from a provider's examples; the client cuts it off, too.
    if path.hasSuffix("/chat/completions") { path.removeLast("/chat/completions".count) }
    while path.last == "/" { path.removeLast() }
    return String(path)
  }
}
