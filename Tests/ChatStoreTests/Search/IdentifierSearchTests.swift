import ChatTestSupport
import Testing

@testable import ChatStore

@Suite(
  "An identifier is found whole, without its number, by that and by its parts of two letters or more"
)
struct IdentifierSearchTests {
  /// Identifiers as programs and their errors have them, what finds each, and what does not.
  static let identifiers: [(text: String, parts: [String], others: [String])] = [
    ("foo_bar", ["foo", "bar", "foo ba*", "\"foo bar\""], ["oo", "foobar", "\"bar foo\""]),
    (
      "HTTPServer2", ["http", "server", "2", "HTTPServer", "HTTPServer2", "httpserver*", "serv*"],
      ["https", "erver", "server2"]
    ),
    (
      "parseURLFast", ["parse", "url", "fast", "URL", "parseurl*"], ["urlfast", "rse", "parseURL"]
    ),
    (
      "/usr/local/lib/x86_64", ["usr", "/usr/local", "lib/x86", "x86_64", "x86", "86", "64"],
      ["usr/lib", "x64", "local/usr"]
    ),
    ("E0425", ["e0425", "0425", "E04*"], ["425", "E042"]),
    ("TS2304", ["ts2304", "ts", "2304", "23*"], ["304", "TS230"]),
    (
      "err_connection_refused", ["err", "connection", "refused", "connection_refused", "conn*"],
      ["err_refused", "connect", "errconnection"]
    ),
    (
      "v1.2.3-rc4", ["v1", "v1.2*", "1.2.3", "rc4", "rc", "4", "v1.2.3", "\"3 rc4\""],
      ["v", "v1.3", "v2"]
    ),
    ("macOS14", ["macos", "mac", "os", "14"], ["acos", "os14"]),
    ("qwen2.5", ["qwen", "qwen2.5", "2.5"], ["qwen5", "wen"]),
    (
      "std::vector<int>", ["std", "vector", "int", "std::vector", "vector<int>"],
      ["std::int", "vec"]
    ),
    ("getElementById", ["get", "element", "by", "id", "elem*"], ["elementbyid", "getelement"]),
    ("iPhone15", ["phone", "15", "iphone", "iphone15"], ["i", "hone", "phone15"]),
    ("iPhone15Pro", ["phone", "15", "pro", "iphone15pro"], ["iphone", "hone"]),
    ("utf8proc_NFC", ["utf", "8", "proc", "nfc", "utf8proc", "utf8proc_nfc"], ["tf8"]),
    (
      "oneTwoThreeFourFiveSixSevenEight", ["one", "four", "eight", "onetwo*"],
      ["onetwo", "sevenEight"]
    ),
    // Nine parts are a hash or a key rather than a name.
    (
      "aaBbCcDdEeFfGgHhIi", ["aabbccddeeffgghhii", "aabb*"], ["aa", "ii", "bbcc", "cc*"]
    ),
    (
      "d41d8cd98f00b204e9800998ecf8427e", ["d41d8*", "D41D8CD98F00B204E9800998ECF8427E"],
      ["41", "98"]
    ),
  ]

  @Test("It stands alone among others", arguments: identifiers)
  func found(_ text: String, _ parts: [String], _ others: [String]) throws {
    try withStore { store in
      let messages = try store.conversation([
        .user("nothing like that"), .user("it says \(text), twice: \(text)"), .user("nor here"),
      ]).messages
      for typed in [text, "\"\(text)\"", text.lowercased(), text.uppercased()] + parts {
        let found = try store.search(typed).map(\.message)
        #expect(found == [messages[1].id], "\(typed)")
      }
      for typed in others {
        let found = try store.search(typed)
        #expect(found.isEmpty, "\(typed)")
      }
      let snippet = try #require(try store.search("\"\(text)\"").first).snippet
      #expect(snippet.text == "it says \(text), twice: \(text)")
      #expect(snippet.pieces.contains { $0.isMatch })
    }
  }

  /// The parts of a name of letters and digits, by an expression instead of a walk.
  static func parts(of name: String) -> [String] {
    name.matches(of: #/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+/#).map { $0.output.lowercased() }
  }

  @Test("Any name out of words, capitals and digits is found by exactly its parts")
  func anyName() throws {
    var generator = SeededGenerator(seed: 11)
    let pieces = [
      "get", "Get", "HTTP", "Url", "URL", "x", "X", "86", "7", "Config", "a", "ID", "is", "Json",
    ]
    let names = (0..<300).map { _ in
      (0..<Int.random(in: 1...7, using: &generator)).compactMap { _ in
        pieces.randomElement(using: &generator)
      }.joined()
    }
    let known = names.map { name in
      let parts = Self.parts(of: name)
      guard (2...8).contains(parts.count) else { return Set([name.lowercased()]) }
      let number = parts.last.flatMap { $0.allSatisfy(\.isNumber) ? $0.count : nil }
      let stem = number.map { String(name.lowercased().dropLast($0)) } ?? ""
      return Set(
        ([name.lowercased()] + parts + [stem]).filter {
          $0.utf8.count >= 2 || $0.first?.isNumber == true
        })
    }
    #expect(known.contains { $0.count == 1 } && known.contains { $0.count > 4 })
    try withStore { store in
      let messages = try store.conversation(names.map { .user("call \($0)()") }).messages
      for part in Set(known.joined()) {
        let found = try store.search(part, limit: .max).map(\.message)
        let expected = names.indices.filter { known[$0].contains(part) }.reversed()
        #expect(found == expected.map { messages[$0].id }, "\(part)")
      }
    }
  }
}
