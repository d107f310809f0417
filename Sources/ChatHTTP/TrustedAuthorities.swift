#if Networking
  import NIOSSL

  /// Whose signature makes a server's certificate trusted.
  public struct TrustedAuthorities: Sendable {
    /// Those of the system.
    public static let system = TrustedAuthorities(certificates: nil)

    /// Nil for the system's.
    let certificates: [NIOSSLCertificate]?

    private init(certificates: [NIOSSLCertificate]?) {
      self.certificates = certificates
    }

    /// Those of a file in PEM (RFC 7468), and nobody else: what is signed by one of the system's
    /// authorities is then not trusted, as with curl's `--cacert` and OpenSSL's `SSL_CERT_FILE`.
    /// - Throws: `CertificateFileError` for a file that cannot be read or holds no certificate.
    public init(file path: String) throws(CertificateFileError) {
      let bytes = try CertificateFile.read(path)
      let mark = Array("-----BEGIN ".utf8)
      guard bytes.firstRange(of: mark) != nil else {
        throw CertificateFileError("it holds no certificate in PEM")
      }
      guard let certificates = try? NIOSSLCertificate.fromPEMBytes(bytes), !certificates.isEmpty
      else { throw CertificateFileError("it holds no certificate that can be read") }
      self.init(certificates: certificates)
    }
  }
#endif
