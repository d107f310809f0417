#if Networking
  import Glibc

  /// A temporary folder for a demonstration's store and settings.
  struct DemoFolder {
    let path: String

    init(endpoint: String) throws {
      let base = EnvironmentVariables.process["TMPDIR"] ?? "/tmp"
      var template = Array((base + "/convo-demo-XXXXXX").utf8CString)
      let made = template.withUnsafeMutableBufferPointer { $0.baseAddress.flatMap { mkdtemp($0) } }
      guard let made else {
        throw Failure(
          .inputOutput, "No temporary folder in \(base): \(String(cString: strerror(errno))).")
      }
      path = String(cString: made)
      try ConfigurationFile.write(
        "provider = \"demo\"\n[providers.demo]\nbase_url = \"\(endpoint)\"\n",
        to: path + "/convo/config.toml")
    }

    /// Removes the folder and what the story left in it.
    func remove() {
      Self.remove(path)
    }

    private static func remove(_ path: String) {
      if let folder = opendir(path) {
        var names: [String] = []
        while let entry = readdir(folder) {
          names.append(
            withUnsafeBytes(of: entry.pointee.d_name) { bytes in
              String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            })
        }
        closedir(folder)
        for name in names where name != "." && name != ".." { remove(path + "/" + name) }
      }
      _ = Glibc.remove(path)
    }
  }
#endif
