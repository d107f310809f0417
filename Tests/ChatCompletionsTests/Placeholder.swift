import Testing
@Test func placeholderChatCompletions() { #expect(Bool(true)) }
