import ChatTestSupport
import ChatTokens
import Glibc
import Testing

@testable import convo

@Suite("Vocabularies of the user's are packed once")
struct VocabularyCacheTests {
  private func withVocabulary(
    _ body: (VocabularyCache, VocabularyFile) throws -> Void
  ) throws {
    try withScratchFolder { folder in
      let path = folder + "/small.tiktoken"
      try ConfigurationFile.write(SmallVocabulary.tiktoken, to: path)
      try body(
        VocabularyCache(folder: folder + "/cache/vocabularies"),
        VocabularyFile(path: path, splitting: .cl100k))
    }
  }

  private func packed(in cache: VocabularyCache) throws -> String {
    let folder = try #require(opendir(cache.folder))
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    #expect(names.count == 1)
    return cache.folder + "/" + (names.first ?? "")
  }

  private func number(_ path: String) -> UInt64 {
    var status = stat()
    return stat(path, &status) == 0 ? UInt64(status.st_ino) : 0
  }

  @Test("The second time, what the first time packed is used")
  func reused() throws {
    try withVocabulary { cache, file in
      let first = try cache.tokenizer(file)
      let before = number(try packed(in: cache))
      let second = try cache.tokenizer(file)
      let after = number(try packed(in: cache))
      #expect(after == before)
      #expect(first.id == second.id)
      #expect(second.tokens(of: "hello help").map(\.id) == [259, 32, 257, 112])
    }
  }

  @Test("A vocabulary that has changed is packed anew, and counts under another name")
  func changed() throws {
    try withVocabulary { cache, file in
      let first = try cache.tokenizer(file)
      try ConfigurationFile.write(SmallVocabulary.tiktoken + "aGVscA== 260\n", to: file.path)
      let second = try cache.tokenizer(file)
      #expect(first.id != second.id)
      #expect(second.tokens(of: "help").map(\.id) == [260])
    }
  }

  @Test("What was damaged or cut off in the cache is made again", arguments: [0, 9, 40, 64, 5000])
  func damaged(offset: Int) throws {
    try withVocabulary { cache, file in
      let id = try cache.tokenizer(file).id
      let path = try packed(in: cache)
      let descriptor = open(path, O_RDWR)
      var byte: UInt8 = 0
      #expect(pread(descriptor, &byte, 1, offset) == 1)
      byte ^= 0x10
      #expect(pwrite(descriptor, &byte, 1, offset) == 1)
      #expect(try cache.tokenizer(file).id == id)
      #expect(ftruncate(descriptor, off_t(offset)) == 0)
      close(descriptor)
      let tokenizer = try cache.tokenizer(file)
      #expect(tokenizer.id == id)
      #expect(tokenizer.count("hello").expected == 1)
    }
  }

  @Test("Where nothing can be written, nothing is kept, and tokens are counted all the same")
  func unwritable() throws {
    try withVocabulary { _, file in
      let cache = VocabularyCache(folder: "/dev/null/none")
      let tokenizer = try cache.tokenizer(file)
      #expect(tokenizer.count("hello").expected == 1)
    }
  }

  @Test(
    "What cannot be used is refused in a sentence with the file's name and the line",
    arguments: [
      ("aGk= 1 x\n", "line 1"), ("aGk= 0\nxx", "line 2"), ("aGk= 0\n", "byte"), ("", "is empty"),
      ("\n\n", "no tokens"), ("\u{FEFF}aGk= 0\n", "byte order mark"), ("[1]", "not an object"),
      (SmallVocabulary.tiktoken + "aGk= 259\n", "two of its tokens have the id 259"),
      ("{}", "byte-level"), ("{", "not JSON"), ("{\"model\":", "byte"),
    ])
  func refused(text: String, words: String) throws {
    try withVocabulary { cache, file in
      try ConfigurationFile.write(text, to: file.path)
      let failure = #expect(throws: Failure.self) { try cache.tokenizer(file) }
      #expect(failure?.code == 65)
      #expect(failure?.message?.contains(file.path) == true)
      #expect(failure?.message?.contains(words) == true, "\(failure?.message ?? "")")
    }
  }

  @Test("A file that is not there, and a folder, are refused", arguments: ["/nowhere/x", "/"])
  func unreadable(path: String) {
    let file = VocabularyFile(path: path, splitting: .cl100k)
    let failure = #expect(throws: Failure.self) {
      try VocabularyCache(folder: "/dev/null/none").tokenizer(file)
    }
    #expect(failure?.code == 74)
    #expect(failure?.message?.contains(path) == true)
  }
}
