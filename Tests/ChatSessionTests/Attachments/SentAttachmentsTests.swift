import ChatCompletions
import ChatTestSupport
import Crypto
import Foundation
import Testing

// The name is also one of Testing.
import struct ChatStore.Attachment

@testable import ChatSession
@testable import ChatStore

@Suite("Attachments go with their message whenever it is sent")
struct SentAttachmentsTests {
  private static let file = Attachment(
    name: "a.txt", mediaType: "text/plain", bytes: Array("x\n".utf8))
  private static let image = Attachment(
    name: "i.png", mediaType: "image/png", bytes: [0x89, 0x50, 0x4E, 0x47])

  @Test("Texts alone are one string; with an image they are parts")
  func wire() {
    func content(_ attachments: Attachment..., parts: String? = nil) -> ChatMessage.Content? {
      let content = MessageContent(role: .user, text: "p", parts: parts)
      return MessageMapping().wire(content, attachments: attachments).content
    }
    let text = "<file name=\"a.txt\">\nx\n</file>\n\np"
    let imagePart: JSONValue = [
      "type": "image_url", "image_url": ["url": "data:image/png;base64,iVBORw=="],
    ]
    #expect(content(Self.file) == .text(text))
    #expect(
      content(Self.file, Self.image)
        == .parts([
          ["type": "text", "text": "<file name=\"a.txt\">\nx\n</file>"], imagePart,
          ["type": "text", "text": "p"],
        ]))
    #expect(
      content(Self.image, parts: #"[{"type":"text","text":"p"}]"#)
        == .parts([["type": "text", "text": "p"], imagePart]))
  }

  @Test("An old request is built again byte for byte, from what is stored")
  func again() throws {
    try withStore { store in
      let draft = MessageDraft(.user("p"), attachments: [Self.file, Self.image])
      let settings = RequestSettings(provider: "p", model: "m", contextLimit: 50_000, reserve: 100)
      let first = try PreparedRequest([draft], under: nil, settings: settings, store: store)
      let (_, _, messages) = try store.createConversation(title: "", messages: [draft])
      let again = try PreparedRequest([], under: messages[0], settings: settings, store: store)
      #expect(again.body == first.body)
      #expect(again.window.plan == first.window.plan)
      #expect(first.window.plan.contains(#""attachments":1"#))
    }
  }

  @Test("An image costs what its model counts for it")
  func cost() throws {
    func cost(_ images: ImageCost) throws -> Int {
      try withStore { store in
        let settings = RequestSettings(
          provider: "p", model: "m", contextLimit: 100_000, reserve: 100, images: images)
        return try PreparedRequest(
          [MessageDraft(.user(""), attachments: [Self.image])], under: nil, settings: settings,
          store: store
        ).window.cost
      }
    }
    #expect(try cost(.safe) < cost(.qwen))
    #expect(try cost(.gpt4oMini) > 2833 + 8 * 5667)
  }
}
