import Testing
@Test func placeholderChatSession() { #expect(Bool(true)) }
