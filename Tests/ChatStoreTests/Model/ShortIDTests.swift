import ChatTestSupport
import Testing

@testable import ChatStore

@Suite struct ShortIDTests {
  @Test("A short id shows the low 60 bits in Crockford's base 32")
  func printing() {
    #expect(ShortID(value: 0).full == "000000000000")
    #expect(ShortID(value: 0x0fff_ffff_ffff_ffff).full == "zzzzzzzzzzzz")
    #expect(ShortID(value: 1).full == "000000000001")
    #expect(ShortID(value: 18 << 55).shown == "j000000")
    #expect(Identifier<Message>(high: .max, low: .max).shortID.full == "zzzzzzzzzzzz")
  }

  @Test("Every beginning of four characters or more finds the id that it was taken from")
  func prefixes() throws {
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<200 {
      let id = ShortID(value: Int64(generator.next() >> 4))
      for length in ShortID.minimumLength...ShortID.fullLength {
        let typed = String(id.full.prefix(length))
        let range = try #require(ShortID.range(ofPrefix: typed))
        #expect(range.contains(id.value))
        #expect(range.upperBound - range.lowerBound == (1 << (5 * (12 - length))) - 1)
        #expect(ShortID.range(ofPrefix: typed.uppercased()) == range)
      }
    }
  }

  @Test(
    "I and L are read as 1, O as 0, in either case",
    arguments: [("iIlL", "1111"), ("oO0o", "0000"), ("LOIO", "1010")])
  func variants(_ typed: String, _ meant: String) {
    #expect(ShortID.range(ofPrefix: typed) == ShortID.range(ofPrefix: meant))
    #expect(ShortID.range(ofPrefix: typed) != nil)
  }

  @Test(
    "What cannot be a short id is not read",
    arguments: [
      "", "abc", "0000000000000", "abu1", "ab-1", "ab 1", "语言", "ab\u{0}1", "abcé", "@abc",
    ])
  func refused(_ typed: String) {
    #expect(ShortID.range(ofPrefix: typed) == nil)
  }
}
