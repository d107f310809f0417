#if Networking
  #if canImport(Glibc)
    import Glibc
  #elseif canImport(Musl)
    import Musl
  #elseif canImport(Darwin)
    import Darwin
  #endif

  /// An IP address as bytes in network order, for comparing it with others and with networks.
  enum IPAddress: Equatable, Sendable {
    case v4([UInt8])
    case v6([UInt8])

    /// Reads dotted decimals or an IPv6 address without brackets; nil for everything else.
    init?(_ text: some Sequence<UInt8>) {
      let characters = text.map { CChar(bitPattern: $0) }
      // inet_pton(3) reads up to a NUL, so one inside would hide what follows it.
      guard !characters.contains(0) else { return nil }
      var four = [UInt8](repeating: 0, count: 4)
      var sixteen = [UInt8](repeating: 0, count: 16)
      if inet_pton(AF_INET, characters + [0], &four) == 1 {
        self = .v4(four)
      } else if inet_pton(AF_INET6, characters + [0], &sixteen) == 1 {
        self = .v6(sixteen)
      } else {
        return nil
      }
    }

    /// The address in network order.
    var bytes: [UInt8] {
      switch self {
      case .v4(let bytes), .v6(let bytes): bytes
      }
    }

    /// Whether this machine itself is meant (RFC 1122 §3.2.1.3, RFC 4291 §2.5.3).
    var isLoopback: Bool {
      switch self {
      case .v4(let bytes): bytes.first == 127
      case .v6(let bytes):
        bytes == [UInt8](repeating: 0, count: 15) + [1]
          || bytes.starts(with: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 127])
      }
    }

    /// Whether the first `bits` bits are those of `network`, which must be of the same family.
    func isIn(_ network: IPAddress, bits: Int) -> Bool {
      let (mine, theirs) = (bytes, network.bytes)
      guard mine.count == theirs.count, 0...(mine.count * 8) ~= bits else { return false }
      for (position, pair) in zip(mine, theirs).enumerated() {
        let relevant = min(max(bits - position * 8, 0), 8)
        let mask = UInt8(truncatingIfNeeded: 0xFF00 >> relevant)
        if pair.0 & mask != pair.1 & mask { return false }
      }
      return true
    }
  }
#endif
