#if Networking
  import Testing

  @testable import ChatHTTP

  struct IPAddressTests {
    @Test("Only whole addresses are read")
    func reading() {
      #expect(IPAddress("127.0.0.1".utf8) == .v4([127, 0, 0, 1]))
      #expect(IPAddress("::1".utf8)?.bytes.last == 1)
      for text in ["", "1.2.3", "1.2.3.4.5", "256.1.1.1", "::1%eth0", "1.2.3.4\u{0}x", "a", ":::"] {
        #expect(IPAddress(text.utf8) == nil, "\(text.debugDescription)")
      }
    }

    @Test(
      "Loopback is 127.0.0.0/8, ::1 and its mapped forms",
      arguments: [
        ("127.0.0.1", true), ("127.255.0.9", true), ("::1", true), ("::ffff:127.0.0.1", true),
        ("128.0.0.1", false), ("::2", false), ("::", false), ("0.0.0.0", false),
      ])
    func loopback(text: String, expected: Bool) {
      #expect(IPAddress(text.utf8)?.isLoopback == expected)
    }

    @Test(
      "A network covers exactly the addresses that share its first bits",
      arguments: [
        ("10.1.2.3", "10.0.0.0", 8, true), ("11.1.2.3", "10.0.0.0", 8, false),
        ("192.168.127.1", "192.168.0.0", 17, true), ("192.168.128.1", "192.168.0.0", 17, false),
        ("1.2.3.4", "9.9.9.9", 0, true), ("1.2.3.4", "1.2.3.4", 32, true),
        ("1.2.3.5", "1.2.3.4", 32, false), ("1.2.3.4", "1.2.3.4", 33, false),
        ("1.2.3.4", "1.2.3.4", -1, false), ("fd00::5", "fd00::", 8, true),
        ("1.2.3.4", "::", 0, false),
      ])
    func networks(address: String, network: String, bits: Int, expected: Bool) throws {
      let address = try #require(IPAddress(address.utf8))
      let network = try #require(IPAddress(network.utf8))
      #expect(address.isIn(network, bits: bits) == expected)
    }
  }
#endif
