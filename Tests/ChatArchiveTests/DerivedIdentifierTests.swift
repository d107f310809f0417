import ChatStore
import Testing

struct DerivedIdentifierTests {
  @Test("A derived identity is a version 8 UUID, the same for the same names and no other")
  func derivation() {
    let one = Identifier<Message>(derivedFrom: "chatgpt", "c", "n")
    #expect(one.description == "9ed3a41a-e8e1-8e08-9a15-2e4ec402709a")
    #expect(one == Identifier<Message>(derivedFrom: "chatgpt", "c", "n"))
    #expect(one != Identifier<Message>(derivedFrom: "chatgpt", "cn", ""))
    #expect(one != Identifier<Message>(derivedFrom: "chatgpt", "c", "n", ""))
  }
}
