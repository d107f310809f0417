import ChatTestSupport
import Testing

// The name is also one of Testing.
import struct ChatStore.Attachment

@testable import ChatStore

@Suite("Attachments are kept once, with the messages that carry them")
struct AttachmentTests {
  private static let file = Attachment(
    name: "a.txt", mediaType: "text/plain", bytes: Array("hello".utf8))
  private static let sameElsewhere = Attachment(
    name: "b.txt", mediaType: "text/plain", bytes: Array("hello".utf8))

  @Test("The same content is one row, whatever names it has")
  func once() throws {
    try withStoreFile { path in
      let store = try ChatStore.open(path: path)
      let drafts = [
        MessageDraft(.user("1"), attachments: [Self.file, Self.sameElsewhere]),
        MessageDraft(.user("2"), attachments: [Self.file]),
      ]
      let (_, _, messages) = try store.createConversation(title: "", messages: drafts)
      try #expect(RawDatabase(path).number("SELECT count(*) FROM attachment") == 1)
      #expect(messages[0].content.attachments.map(\.name) == ["a.txt", "b.txt"])
      #expect(
        try store.attachments(of: messages[0].content) == [Self.file, Self.sameElsewhere])
      #expect(try store.attachmentSizes(of: messages[0].content) == [5, 5])
      #expect(try store.examine().isClean)
    }
  }

  @Test("A message that cannot be stored leaves no attachment behind")
  func nothingLeft() throws {
    try withStoreFile { path in
      let store = try ChatStore.open(path: path)
      let missing = AttachmentReference(
        sha256: Array(repeating: 0, count: 32), name: "n", mediaType: "m")
      let content = MessageContent(role: .user, text: "", attachments: [missing])
      expectError("invalidMessage") {
        _ = try store.createConversation(
          title: "",
          messages: [
            MessageDraft(.user("1"), attachments: [Self.file]), MessageDraft(content),
          ])
      }
      try #expect(RawDatabase(path).number("SELECT count(*) FROM attachment") == 0)
    }
  }

  @Test("A draft names its attachments behind those that it has already")
  func order() throws {
    try withStore { store in
      let (_, branch, messages) = try store.createConversation(
        title: "", messages: [MessageDraft(.user("1"), attachments: [Self.file])])
      let draft = MessageDraft(messages[0].content, attachments: [Self.sameElsewhere])
      #expect(draft.content.attachments.map(\.name) == ["a.txt", "b.txt"])
      let placed = try store.append(
        [draft], at: .branch(store.continuationPoint(of: branch))
      ).messages
      #expect(placed.first?.digest != messages[0].digest)
      #expect(try store.examine().isClean)
    }
  }

  @Test("Names, types, bytes and order are all part of a message's digest")
  func digest() {
    func digest(_ attachments: Attachment...) -> [UInt8] {
      MessageDigest.digest(
        of: MessageDraft(.user("p"), attachments: attachments).content, parent: nil)
    }
    let others = [
      digest(), digest(Self.sameElsewhere), digest(Self.file, Self.file),
      digest(Self.file, Self.sameElsewhere), digest(Self.sameElsewhere, Self.file),
      digest(Attachment(name: "a.txt", mediaType: "text/x", bytes: Self.file.bytes)),
      digest(Attachment(name: "a.txt", mediaType: "text/plain", bytes: [])),
    ]
    #expect(Set(others + [digest(Self.file)]).count == others.count + 1)
  }

  @Test("Attachments take their share of the window, and the plan names the rule")
  func window() throws {
    try withStore { store in
      let draft = MessageDraft(.user("p"), attachments: [Self.file])
      func window(limit: Int) throws -> ContextWindow {
        try store.window(
          upTo: nil, appending: [draft], budget: TokenBudget(limit: limit, reserve: 0),
          counter: .perMessage(0), strategy: .recent)
      }
      let cost = "<file name=\"a.txt\">\nhello\n</file>\n\np".utf8.count
      let window1 = try window(limit: cost)
      #expect(window1.cost == cost && window1.attachments == [[Self.file]])
      #expect(window1.plan.contains(#""attachments":1,"#))
      expectError("budgetTooSmall") { _ = try window(limit: cost - 1) }
      let plain = try store.window(
        upTo: nil, appending: [MessageDraft(.user("p"))],
        budget: TokenBudget(limit: 100, reserve: 0), counter: .perMessage(0), strategy: .recent)
      #expect(!plain.plan.contains("attachments"))
    }
  }

  // MARK: Collecting

  @Test("Collecting frees an attachment with the last message that carries it, and not before")
  func collecting() throws {
    try withStore { store in
      let own = Attachment(name: "c", mediaType: "text/plain", bytes: Array("own".utf8))
      let (first, _, _) = try store.createConversation(
        title: "", messages: [MessageDraft(.user("1"), attachments: [Self.file, own])])
      let (second, _, messages) = try store.createConversation(
        title: "", messages: [MessageDraft(.user("2"), attachments: [Self.sameElsewhere])])
      _ = try store.delete(first)
      let announced = try store.garbage()
      #expect(announced.attachments == 1 && announced.bytes == 1 + 3)
      let freed = try store.collect(announced)
      #expect(freed.attachments == 1 && freed.bytes == 1 + 3)
      #expect(try store.attachment(sha256: own.reference.sha256) == nil)
      #expect(try store.attachments(of: messages[0].content) == [Self.sameElsewhere])
      _ = try store.delete(second)
      #expect(try store.collect(store.garbage()).attachments == 1)
      #expect(try store.attachment(sha256: Self.file.reference.sha256) == nil)
    }
  }

  @Test("What an interrupted collection left behind goes with the next")
  func strays() throws {
    try withStore { store in
      let hash = try store.store(attachment: [1, 2, 3])
      let announced = try store.garbage()
      #expect(!announced.isEmpty && announced.attachments == 1 && announced.bytes == 3)
      #expect(try store.collect(announced).attachments == 1)
      #expect(try store.attachment(sha256: hash) == nil)
      #expect(try store.garbage().isEmpty)
    }
  }

  @Test("An attachment that a new message takes up after the announcement stays")
  func takenUp() throws {
    try withStore { store in
      _ = try store.store(attachment: Self.file.bytes)
      let announced = try store.garbage()
      let (_, _, messages) = try store.createConversation(
        title: "", messages: [MessageDraft(.user("1"), attachments: [Self.file])])
      #expect(try store.collect(announced).attachments == 0)
      #expect(try store.attachments(of: messages[0].content) == [Self.file])
    }
  }
}
