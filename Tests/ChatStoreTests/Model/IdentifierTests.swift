import ChatTestSupport
import Testing

@testable import ChatStore

@Suite struct IdentifierTests {
  private typealias ID = Identifier<Message>

  @Test("A new identity has the layout of a version 7 UUID")
  func layout() {
    var generator = SeededGenerator(seed: 1)
    for milliseconds: Int64 in [0, 1, 1_772_366_400_123, 0xffff_ffff_ffff] {
      let id = ID(at: Timestamp(milliseconds: milliseconds), using: &generator)
      #expect(id.high >> 16 == UInt64(milliseconds))
      #expect(id.high >> 12 & 0xf == 7)
      #expect(id.low >> 62 == 0b10)
    }
  }

  @Test(
    "A time outside of what a UUID can hold makes an identity all the same",
    arguments: [Int64.min, -1, 0x1_0000_0000_0000, .max])
  func extremeTimes(_ milliseconds: Int64) {
    let id = ID(at: Timestamp(milliseconds: milliseconds))
    #expect(id.high >> 12 & 0xf == 7)
  }

  @Test("Later identities sort after earlier ones")
  func order() {
    var generator = SeededGenerator(seed: 2)
    var last = ""
    for milliseconds in stride(from: Int64(0), to: 1 << 47, by: 1 << 37) {
      let text = ID(at: Timestamp(milliseconds: milliseconds), using: &generator).description
      #expect(text > last)
      last = text
    }
  }

  @Test("An identity is printed and read without loss")
  func roundTrip() {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<500 {
      let id = ID(high: generator.next(), low: generator.next())
      #expect(ID(id.description) == id)
      #expect(ID(id.description.uppercased()) == id)
      #expect(ID(bytes: id.bytes) == id)
    }
    #expect(ID(high: 0x1, low: 0x2).description == "00000000-0000-0001-0000-000000000002")
  }

  @Test(
    "What is no UUID is not read",
    arguments: [
      "", "-", "0190d5b0", "0190d5b07c3a7c3a8c3a0190d5b07c3a",
      "0190d5b0-7c3a-7c3a-8c3a-0190d5b07c3", "0190d5b0-7c3a-7c3a-8c3a-0190d5b07c3a0",
      "0190d5b0-7c3a-7c3a-8c3a-0190d5b07c3g", "0190d5b0-7c3a-7c3a-8c3a-0190d5b07c3é",
      "0190d5b0_7c3a_7c3a_8c3a_0190d5b07c3a", " 190d5b0-7c3a-7c3a-8c3a-0190d5b07c3a",
    ])
  func refused(_ text: String) {
    #expect(ID(text) == nil)
  }

  @Test("Only sixteen bytes are an identity", arguments: [0, 15, 17])
  func bytes(_ count: Int) {
    #expect(ID(bytes: Array(repeating: 1, count: count)) == nil)
  }
}
