#if Networking
  #if canImport(Glibc)
    import Glibc
  #elseif canImport(Musl)
    import Musl
  #elseif canImport(Darwin)
    import Darwin
  #endif

  /// Reading a file of certificates.
  enum CertificateFile {
    /// Twenty times what the largest collections of authorities have.
    private static let limit = 16 << 20

    /// The bytes of a file.
    static func read(_ path: String) throws(CertificateFileError) -> [UInt8] {
      // Not blocking, so that a pipe in the file's place is an error and not a wait.
      let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
      guard descriptor >= 0 else { throw .current }
      defer { close(descriptor) }
      var status = stat()
      guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
        throw CertificateFileError("it is not a file")
      }
      var bytes: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      while true {
        #if canImport(Glibc)
          let count = Glibc.read(descriptor, &buffer, buffer.count)
        #elseif canImport(Musl)
          let count = Musl.read(descriptor, &buffer, buffer.count)
        #else
          let count = Darwin.read(descriptor, &buffer, buffer.count)
        #endif
        if count == 0 { return bytes }
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { throw .current }
        bytes += buffer[..<count]
        guard bytes.count <= limit else {
          throw CertificateFileError("it is larger than \(limit >> 20) MiB")
        }
      }
    }
  }

  extension CertificateFileError {
    /// What the system says about its last call.
    fileprivate static var current: CertificateFileError {
      let text = String(cString: strerror(errno))
      return CertificateFileError(text.prefix(1).lowercased() + text.dropFirst())
    }
  }
#endif
