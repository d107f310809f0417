#if Networking
  import ChatCompletions
  import ChatHTTP
  import ChatTestSupport
  import Foundation
  import Testing

  @Suite("A server's certificate is checked against the authorities that are trusted")
  struct HTTPTransportTLSTests {
    private let response = LoopbackResponse.json(#"{"data":[{"id":"m"}]}"#)

    private func models(
      of server: TLSLoopbackServer, host: String = "127.0.0.1", trusting pem: String?
    ) async throws -> [String] {
      var authorities = TrustedAuthorities.system
      if let pem { authorities = try Self.withFile(pem) { try TrustedAuthorities(file: $0) } }
      let transport = HTTPTransport(proxies: ProxyEnvironment([:]), authorities: authorities)
      let endpoint = Endpoint(baseURL: server.baseURL(host: host), key: "sk-secret")
      return try await ChatClient(endpoint: endpoint, transport: transport, retry: RetryPolicy())
        .models()
    }

    private static func withFile<Value>(
      _ text: String, _ body: (String) throws -> Value
    ) throws -> Value {
      let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
      try text.write(to: path, atomically: true, encoding: .utf8)
      defer { try? FileManager.default.removeItem(at: path) }
      return try body(path.path)
    }

    @Test("An authority that is named is trusted", arguments: ["127.0.0.1", "localhost"])
    func trusted(host: String) async throws {
      let server = try await TLSLoopbackServer(response: response)
      #expect(
        try await models(of: server, host: host, trusting: TestCertificates.authority) == ["m"])
      #expect(server.requests.first?.header("authorization") == "Bearer sk-secret")
    }

    @Test("One of several authorities in a file is enough, with words around it")
    func several() async throws {
      let server = try await TLSLoopbackServer(response: response)
      let file =
        "The lab's:\n" + TestCertificates.otherAuthority + "\n" + TestCertificates.authority
      #expect(try await models(of: server, trusting: file) == ["m"])
    }

    /// A way not to be trusted: certificate, key, who is trusted, and what is said.
    struct Refusal: Sendable, CustomTestStringConvertible {
      let testDescription: String
      var certificate = TestCertificates.loopback
      var key = TestCertificates.loopbackKey
      var authority: String? = TestCertificates.authority
      var words = "its certificate is not trusted"
    }

    private static let refusals = [
      Refusal(testDescription: "unknown to the system", authority: nil),
      Refusal(
        testDescription: "signed by another authority", authority: TestCertificates.otherAuthority),
      Refusal(
        testDescription: "expired", certificate: TestCertificates.expired,
        key: TestCertificates.expiredKey),
      Refusal(
        testDescription: "of another host", certificate: TestCertificates.elsewhere,
        key: TestCertificates.elsewhereKey, words: "its certificate is for another host"),
    ]

    @Test("A certificate that is not to be trusted gets no request", arguments: refusals)
    func refused(refusal: Refusal) async throws {
      let server = try await TLSLoopbackServer(
        certificate: refusal.certificate, key: refusal.key, response: response)
      do {
        _ = try await models(of: server, trusting: refusal.authority)
        Issue.record("it was trusted")
      } catch let error as ChatClientError {
        let isTrusted = refusal.words == "its certificate is for another host"
        #expect(error.kind == .transport(isTrusted ? .tls : .untrustedCertificate))
        #expect(error.message.contains(refusal.words), "\(error.message)")
      }
      #expect(server.requests.isEmpty)
    }

    @Test(
      "A file that holds no certificate says so",
      arguments: [
        ("", "no certificate"), ("hello\n", "no certificate"),
        ("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "can be read"),
        (TestCertificates.loopbackKey, "no certificate"),
      ])
    func noCertificate(text: String, words: String) throws {
      let error = #expect(throws: CertificateFileError.self) {
        try Self.withFile(text) { try TrustedAuthorities(file: $0) }
      }
      #expect(error?.description.contains(words) == true)
    }

    @Test(
      "A file that cannot be read says why",
      arguments: [
        ("/nonexistent.pem", "no such file or directory"), ("/tmp", "it is not a file"),
      ])
    func unreadable(path: String, words: String) {
      let error = #expect(throws: CertificateFileError.self) { try TrustedAuthorities(file: path) }
      #expect(error?.description == words)
    }
  }
#endif
