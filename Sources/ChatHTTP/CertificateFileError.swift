#if Networking
  /// Why a file of certificates cannot be used.
  public struct CertificateFileError: Error, Equatable, CustomStringConvertible {
    /// The reason, as a part of a sentence: "it holds no certificate".
    public let description: String

    /// Makes an error.
    init(_ description: String) {
      self.description = description
    }
  }
#endif
