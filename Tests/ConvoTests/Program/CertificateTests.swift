#if Networking
  import ChatCompletions
  import ChatTestSupport
  import Foundation
  import Testing

  @Suite("Whose certificates are trusted can be said")
  struct CertificateTests {
    private static let reply =
      #"{"choices":[{"index":0,"message":{"content":"secure"},"finish_reason":"stop"}]}"#

    private func write(_ text: String, to path: String) throws {
      try text.write(toFile: path, atomically: true, encoding: .utf8)
    }

    private func withServer(
      environment: [String: String] = [:],
      _ body: (ConvoProgram, TLSLoopbackServer) async throws -> Void
    ) async throws {
      let server = try await TLSLoopbackServer(response: .json(Self.reply))
      var variables = ["OPENAI_BASE_URL": server.baseURL(), "CONVO_MODEL": "m"]
      variables.merge(environment) { $1 }
      try await withConvo(environment: variables) { convo in
        try write(TestCertificates.authority, to: convo.home + "/ca.pem")
        try await body(convo, server)
      }
    }

    @Test("Without a word a strange authority is refused, and the way out is said")
    func unknown() async throws {
      try await withServer { convo, server in
        let result = try await convo.run("new", "hi")
        #expect(result.code == 69)
        #expect(result.errors.contains("its certificate is not trusted"))
        #expect(result.errors.contains("--ca-file"))
        #expect(server.requests.isEmpty)
      }
    }

    @Test("--ca-file, ca_file and SSL_CERT_FILE name the authorities, in this order")
    func sources() async throws {
      try await withServer { convo, _ in
        let home = convo.home
        try write(TestCertificates.otherAuthority, to: home + "/other.pem")
        let flag = try await convo.run("new", "--ca-file", home + "/ca.pem", "hi")
        #expect(flag.code == 0 && flag.output == "secure")

        var byVariable = convo
        byVariable.environment["SSL_CERT_FILE"] = home + "/ca.pem"
        #expect(try await byVariable.run("new", "hi").code == 0)
        let wrong = try await byVariable.run("new", "--ca-file", home + "/other.pem", "hi")
        #expect(wrong.code == 69 && wrong.errors.contains("not trusted"))

        for written in [home + "/ca.pem", "~/ca.pem", "../../ca.pem"] {
          try convo.configure("ca_file = \"\(written)\"\n")
          byVariable.environment["SSL_CERT_FILE"] = home + "/other.pem"
          let result = try await byVariable.run("new", "hi")
          #expect(result.code == 0, "\(written): \(result.errors)")
        }
      }
    }

    @Test("A provider's own ca_file comes before the one for all")
    func providerFile() async throws {
      try await withServer { convo, server in
        try write(TestCertificates.otherAuthority, to: convo.home + "/other.pem")
        try convo.configure(
          "ca_file = \"~/other.pem\"\n[providers.lab]\nbase_url = \"\(server.baseURL())\"\n"
            + "key_env = []\nca_file = \"~/ca.pem\"\n")
        #expect(try await convo.run("new", "--provider", "lab", "hi").code == 0)
      }
    }

    @Test("A file that is missing or holds no certificate is one sentence, and 78")
    func unusable() async throws {
      try await withServer { convo, server in
        try write("hello", to: convo.home + "/empty.pem")
        let missing = try await convo.run("new", "--ca-file", "/nonexistent.pem", "hi")
        #expect(missing.code == 78)
        #expect(
          missing.errors.hasSuffix(
            "convo: The certificates in /nonexistent.pem, which --ca-file names, cannot be used: "
              + "no such file or directory.\n"))
        var variable = convo
        variable.environment["SSL_CERT_FILE"] = convo.home + "/empty.pem"
        let empty = try await variable.run("new", "hi")
        #expect(empty.code == 78 && empty.errors.contains("SSL_CERT_FILE"))
        #expect(empty.errors.contains("holds no certificate"))
        #expect(server.requests.isEmpty)
        // Nothing was stored, either.
        #expect([1, 66].contains(try await convo.run("list").code))
      }
    }

    @Test("SSL_CERT_FILE does not matter where there is no TLS")
    func noTLS() async throws {
      let server = try LoopbackServer.replaying([.json(Self.reply)])
      defer { server.stop() }
      try await withConvo(
        environment: [
          "OPENAI_BASE_URL": server.baseURL, "CONVO_MODEL": "m",
          "SSL_CERT_FILE": "/nonexistent.pem",
        ]
      ) { convo in
        let result = try await convo.run("new", "hi")
        #expect(result.code == 0)
      }
    }
  }
#endif
