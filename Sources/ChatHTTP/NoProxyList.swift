#if Networking
  /// The hosts that `NO_PROXY` excludes.
  ///
  /// Entries are separated by commas or spaces: `*`; a name, which also covers what is below it
  /// (a leading dot or `*.` changes nothing); an address; a network as `10.0.0.0/8`; each of the
  /// first three also with `:port`. What cannot be read matches nothing.
  struct NoProxyList: Sendable {
    private enum Pattern {
      case all
      case domain([UInt8])
      case network(IPAddress, bits: Int)
    }

    private let entries: [(pattern: Pattern, port: Int?)]

    /// Reads the value of the variable.
    init(_ text: String) {
      entries = text.lowercased().utf8
        .split { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        .compactMap { Self.entry(Array($0)[...]) }
    }

    /// Whether a connection to the host, in lower case and without brackets, needs no proxy.
    func covers(host: String, port: Int) -> Bool {
      let address = IPAddress(host.utf8)
      let name = Self.withoutTrailingDot(Array(host.utf8)[...])
      return entries.contains { entry in
        guard entry.port == nil || entry.port == port else { return false }
        switch entry.pattern {
        case .all: return true
        case .network(let network, let bits): return address?.isIn(network, bits: bits) ?? false
        case .domain(let domain):
          let before = name.dropLast(domain.count)
          guard address == nil, name[before.endIndex...].elementsEqual(domain) else { return false }
          return before.isEmpty || before.last == UInt8(ascii: ".")
        }
      }
    }

    private static func entry(_ text: ArraySlice<UInt8>) -> (Pattern, Int?)? {
      if let whole = pattern(text) { return (whole, nil) }
      guard let colon = text.lastIndex(of: UInt8(ascii: ":")),
        let port = UInt16(String(decoding: text[(colon + 1)...], as: UTF8.self)),
        let host = pattern(text[..<colon])
      else { return nil }
      return (host, Int(port))
    }

    private static func pattern(_ text: ArraySlice<UInt8>) -> Pattern? {
      if text.elementsEqual("*".utf8) { return .all }
      var name = text
      if name.first == UInt8(ascii: "["), name.last == UInt8(ascii: "]") {
        name = name.dropFirst().dropLast()
      }
      if let address = IPAddress(name) {
        return .network(address, bits: address.bytes.count * 8)
      }
      if let slash = name.firstIndex(of: UInt8(ascii: "/")) {
        guard let network = IPAddress(name[..<slash]),
          let bits = UInt8(String(decoding: name[(slash + 1)...], as: UTF8.self))
        else { return nil }
        return .network(network, bits: Int(bits))
      }
      if name.starts(with: "*.".utf8) { name = name.dropFirst() }
      if name.first == UInt8(ascii: ".") { name = name.dropFirst() }
      name = withoutTrailingDot(name)
      guard !name.isEmpty, !name.contains(UInt8(ascii: ":")) else { return nil }
      return .domain(Array(name))
    }

    private static func withoutTrailingDot(_ name: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
      name.last == UInt8(ascii: ".") ? name.dropLast() : name
    }
  }
#endif
