import Glibc
import Testing

@testable import convo

struct ConfigurationFileTests {
  @Test("What is written is read, by its owner alone, in a folder of its owner alone")
  func roundTrip() throws {
    try withScratchFolder { folder in
      let path = folder + "/new/deep/config.toml"
      #expect(try ConfigurationFile.read(path) == nil)
      for text in ["", "model = \"é\"\r\n", String(repeating: "# x\n", count: 50_000)] {
        try ConfigurationFile.write(text, to: path)
        #expect(try ConfigurationFile.read(path)?.utf8.elementsEqual(text.utf8) == true)
        #expect(mode(path) == 0o600)
      }
      #expect(mode(folder + "/new/deep") == 0o700)
      #expect(try ScratchListing.names(in: folder + "/new/deep") == ["config.toml"])
    }
  }

  @Test("A file that others could read is theirs no more when it is written")
  func tightening() throws {
    try withScratchFolder { folder in
      let path = folder + "/config.toml"
      try ConfigurationFile.write("a", to: path)
      chmod(path, 0o644)
      try ConfigurationFile.write("b", to: path)
      #expect(mode(path) == 0o600)
    }
  }

  @Test("A link stays a link, and what it points at is replaced")
  func links() throws {
    try withScratchFolder { folder in
      let target = folder + "/dotfiles.toml"
      let link = folder + "/config.toml"
      try ConfigurationFile.write("a", to: target)
      #expect(symlink("dotfiles.toml", link) == 0)
      try ConfigurationFile.write("b", to: link)
      #expect(try ConfigurationFile.read(target) == "b")
      var status = stat()
      #expect(lstat(link, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
    }
  }

  @Test("What is no file of UTF-8 is an error that names it")
  func unreadable() throws {
    try withScratchFolder { folder in
      let latin = folder + "/latin.toml"
      try write([0x61, 0xE9], to: latin)
      let pipe = folder + "/pipe.toml"
      #expect(mkfifo(pipe, 0o600) == 0)
      let long = folder + "/long.toml"
      try write([UInt8](repeating: 0x23, count: (1 << 20) + 1), to: long)
      for path in [folder, latin, pipe, long] {
        let error = #expect(throws: ConfigurationError.self) { try ConfigurationFile.read(path) }
        #expect(error?.description.hasPrefix(path + " cannot be read: ") == true)
      }
    }
  }

  @Test("A file that cannot be written is an error, and leaves nothing behind")
  func unwritable() throws {
    try withScratchFolder { folder in
      try write([], to: folder + "/file")
      #expect(mkdir(folder + "/folder", 0o700) == 0)
      for path in [folder + "/file/config.toml", folder + "/folder"] {
        let error = #expect(throws: ConfigurationError.self) {
          try ConfigurationFile.write("a", to: path)
        }
        #expect(error?.description.hasPrefix(path + " cannot be written: ") == true)
      }
      #expect(try ScratchListing.names(in: folder) == ["file", "folder"])
    }
  }

  private func write(_ bytes: [UInt8], to path: String) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    try InputBytes.write(bytes, to: descriptor)
    close(descriptor)
  }

  private func mode(_ path: String) -> mode_t {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & 0o777 : 0
  }
}
