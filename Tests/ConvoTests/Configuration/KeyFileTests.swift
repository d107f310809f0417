import Glibc
import Testing

@testable import convo

struct KeyFileTests {
  private func withFile(
    _ text: String, mode: mode_t, _ body: (String) throws -> Void
  ) throws {
    try withScratchFolder { folder in
      let path = folder + "/key"
      try KeyFile.write(APIKey(text, from: .file(path)), to: path)
      chmod(path, mode)
      try body(path)
    }
  }

  @Test("A key file that is written belongs to its owner alone, and is read again")
  func written() throws {
    try withScratchFolder { folder in
      let path = folder + "/keys/lab"
      try KeyFile.write(APIKey(" sesame\n", from: .file(path)), to: path)
      var status = stat()
      #expect(stat(path, &status) == 0)
      #expect(status.st_mode & 0o777 == 0o600)
      #expect(stat(folder + "/keys", &status) == 0)
      #expect(status.st_mode & 0o777 == 0o700)
      #expect(try KeyFile.read(path) == "sesame\n")
    }
  }

  @Test("A file that its owner alone can get at is read", arguments: [0o600, 0o400, 0o700])
  func allowed(mode: mode_t) throws {
    try withFile("sesame", mode: mode) { path in
      let text = try KeyFile.read(path)
      #expect(text == "sesame\n")
    }
  }

  @Test(
    "A file that others can get at is refused with what to do about it",
    arguments: [0o640, 0o604, 0o610, 0o602, 0o666])
  func shared(mode: mode_t) throws {
    try withFile("sesame", mode: mode) { path in
      let error = #expect(throws: ConfigurationError.self) { try KeyFile.read(path) }
      #expect(error?.description.contains("chmod 600 '\(path)'") == true)
      #expect(error?.description.contains("sesame") == false)
    }
  }

  @Test("What is no file, or holds no key, is refused with its path")
  func noKey() throws {
    try withScratchFolder { folder in
      mkfifo(folder + "/pipe", 0o600)
      mkdir(folder + "/folder", 0o700)
      for (name, bytes) in [("empty", " \n"), ("long", String(repeating: "k", count: 20_000))] {
        try ConfigurationFile.write(bytes, to: folder + "/" + name)
      }
      for name in ["pipe", "folder", "missing", "empty", "long"] {
        let error = #expect(throws: ConfigurationError.self) {
          try KeyFile.read(folder + "/" + name)
        }
        #expect(error?.description.contains(folder + "/" + name) == true)
      }
    }
  }
}
