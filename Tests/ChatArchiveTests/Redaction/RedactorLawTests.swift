import ChatTestSupport
import Testing

@testable import ChatArchive

@Suite struct RedactorLawTests {
  /// Pieces that put together make secrets, halves of secrets, and secrets that touch each other.
  private static let pieces: [String] =
    RedactorTests.secrets.map { $0.text.replacing("·", with: "") } + RedactorTests.harmless
    + [
      "password", "token", "secret", "api_key", "密码", "=", ":", "：", ": ", " = ", "\"", "'", "(",
      ")", "[", "]", "[redacted:", "[redacted:password]", "@", ".", "-", "--", "_", "+", " ", "\n",
      "a", "com", "eyJ", "sk-", "ghp_", "Bearer ", "Authorization: ", "://", "/", "\\", "*", "**",
      "0", "1", "86", "138", "1234", "5678", "00000000", "１", "＋", "x", "X", "é", "语", "$", "{",
      "-----BEGIN PRIVATE KEY-----", "-----", "abcdefghij0123456789", "AKIA", "ABCDEFGHIJKLMNOP",
    ]

  @Test("Taking out twice changes nothing more", arguments: 0..<6)
  func idempotence(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<1500 {
      let count = Int.random(in: 1...8, using: &generator)
      let text = (0..<count).map { _ in
        let piece = Self.pieces.randomElement(using: &generator) ?? ""
        guard generator.once(in: 3) else { return piece }
        return String(piece.dropFirst(Int.random(in: 0...piece.count, using: &generator)))
      }.joined()
      var first = Redactor()
      let once = first.redact(text)
      var second = Redactor()
      let twice = second.redact(once)
      #expect(twice.utf8.elementsEqual(once.utf8), "from \(text.debugDescription)")
      #expect(second.counts == [:], "from \(text.debugDescription)")
    }
  }

  /// Texts that make a careless scanner read the same bytes again and again.
  private static let traps: [String] = [
    "sk-", "eyJ-", "eyJaaaaaaaaaaaa.", "a@", "a.", "password=", "password=\"", "token: ", "1 ",
    "138 ", "1", "１", "+1 ", "+", "://a:", "Bearer a1", "-----BEGIN PRIVATE KEY-----\n", "-", "=",
    "[redacted:", "密码：", "x@a-", "--token ", "4242 ", "_", "A", "\\\"password\\\": ",
  ]

  @Test("No text takes more than linear time", arguments: traps)
  func linearity(_ piece: String) {
    func time(_ bytes: Int) -> Duration {
      let text = String(repeating: piece, count: bytes / piece.utf8.count)
      var best = Duration.seconds(60)
      for _ in 0..<2 {
        var redactor = Redactor()
        best = min(best, ContinuousClock().measure { _ = redactor.redact(text) })
      }
      return best
    }
    // Sixteen times the text takes sixteen times the time, not two hundred and fifty-six times.
    #expect(time(64_000) < time(4_000) * 80 + .milliseconds(20))
  }
}
