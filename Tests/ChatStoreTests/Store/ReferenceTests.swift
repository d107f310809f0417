import ChatTestSupport
import Testing

@testable import ChatStore

@Suite struct ReferenceTests {
  private static func name(_ found: Found) -> String {
    switch found {
    case .conversation(let conversation): "conversation \(conversation.id)"
    case .message(let message): "message \(message.id)"
    }
  }

  @Test("A conversation or message is found by its UUID and by any of its short ids")
  func shortIDs() throws {
    try withStore { store in
      let (conversation, _, messages) = try store.conversation([.user("1"), .assistant("2")])
      let message = try #require(messages.last)
      for (short, id, expected) in [
        (conversation.id.shortID, conversation.id.description, "conversation \(conversation.id)"),
        (message.id.shortID, message.id.description, "message \(message.id)"),
      ] {
        for typed in [
          id, id.uppercased(), short.shown, short.full, short.full.uppercased(),
          String(short.full.prefix(11)),
        ] {
          try #expect(Self.name(store.find(typed)) == expected)
        }
      }
      let typed = conversation.id.shortID.shown
        .replacing("1", with: "I").replacing("0", with: "o")
      try #expect(Self.name(store.find(typed)) == "conversation \(conversation.id)")
    }
  }

  @Test("A beginning that several things have is refused with all of them")
  func ambiguity() throws {
    try withStore { store in
      let (conversation, _, messages) = try store.conversation([.user("1"), .user("2")])
      let value: Int64 = 0x0abc_def0_1234_5678
      try store.damage(
        """
        DROP TRIGGER message_never_changes;
        UPDATE conversation SET uuid = \(Self.uuid(low: value)), short_id = \(value) WHERE id = \(conversation.key);
        UPDATE message SET uuid = \(Self.uuid(low: value + 1)), short_id = \(value + 1) WHERE id = \(messages[0].key);
        """)
      let one = ShortID(value: value)
      let two = ShortID(value: value + 1)
      do {
        _ = try store.find(String(one.full.prefix(4)))
        Issue.record("two things begin with it")
      } catch ChatStoreError.ambiguous(_, let candidates) {
        #expect(Set(candidates) == [one.full, two.full])
      }
      try #expect(Self.name(store.find(one.full)).hasPrefix("conversation"))
      try #expect(Self.name(store.find(two.full)).hasPrefix("message"))
    }
  }

  @Test("Four characters are enough, three are not")
  func lengths() throws {
    try withStore { store in
      let (conversation, _, _) = try store.conversation()
      let full = conversation.id.shortID.full
      try #expect(Self.name(store.find(String(full.prefix(4)))).hasPrefix("conversation"))
      expectError("notFound") { try store.find(String(full.prefix(3))) }
      expectError("notFound") { try store.find("") }
      expectError("notFound") { try store.find(full + "0") }
    }
  }

  @Test("A title is found when it is typed whole, and is ambiguous when two have it")
  func titles() throws {
    try withStore { store in
      let (one, _, _) = try store.conversation(title: "Café 语")
      let (two, _, _) = try store.conversation(title: "twice")
      let (three, _, _) = try store.conversation(title: "twice")
      try #expect(Self.name(store.find("Café 语")) == "conversation \(one.id)")
      expectError("notFound") { try store.find("Caf") }
      expectError("notFound") { try store.find("Cafe\u{301} 语") }
      do {
        _ = try store.find("twice")
        Issue.record("two have the title")
      } catch ChatStoreError.ambiguous(_, let candidates) {
        #expect(Set(candidates) == [two.id.shortID.shown, three.id.shortID.shown])
      }
      try store.rename(two, to: "once")
      try #expect(Self.name(store.find("twice")) == "conversation \(three.id)")
      try #expect(store.refreshed(two).title == "once")
    }
  }

  @Test("A title names what is in the trash only when nothing else has it")
  func trash() throws {
    try withStore { store in
      let (one, _, _) = try store.conversation(title: "same")
      try store.delete(one)
      try #expect(Self.name(store.find("same")) == "conversation \(one.id)")
      let (two, _, _) = try store.conversation(title: "same")
      try #expect(Self.name(store.find("same")) == "conversation \(two.id)")
    }
  }

  @Test("Any text can be looked for")
  func anyText() throws {
    try withStore { store in
      var generator = SeededGenerator(seed: 1)
      for _ in 0..<300 {
        let text = generator.text()
        expectError("notFound") { try store.find(text) }
      }
    }
  }

  @Test("Everything is read again by its identity")
  func identities() throws {
    try withStore { store in
      let (conversation, _, messages) = try store.conversation([.user("1")])
      try #expect(store.conversation(conversation.id)?.key == conversation.key)
      try #expect(store.message(messages[0].id)?.key == messages[0].key)
      try #expect(store.conversation(of: messages[0]).id == conversation.id)
      try #expect(store.conversation(Identifier(high: 1, low: 1)) == nil)
      try #expect(store.message(Identifier(high: 1, low: 1)) == nil)
    }
  }

  private static func uuid(low: Int64) -> String {
    let id = Identifier<Message>(high: 1, low: UInt64(low))
    return "x'" + id.description.replacing("-", with: "") + "'"
  }
}
