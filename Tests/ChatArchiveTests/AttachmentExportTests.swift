import ChatArchive
import ChatCompletions
import ChatStore
import ChatTestSupport
import Crypto
import Foundation
import Testing

struct AttachmentExportTests {
  @Test("An export has the bytes that a conversation carries once, before the conversation")
  func export() throws {
    let file = Attachment(name: "a.txt", mediaType: "text/plain", bytes: Array("x\n".utf8))
    let image = Attachment(name: "b.png", mediaType: "image/png", bytes: [0x89, 0, 1, 255])
    try withStore { store in
      let (one, _, _) = try store.createConversation(
        title: "", messages: [MessageDraft(.user("1"), attachments: [file, image])])
      let (two, _, _) = try store.createConversation(
        title: "", messages: [MessageDraft(.user("2"), attachments: [file])])
      var encoder = RecordEncoder()
      var lines: [JSONValue] = []
      for conversation in [one, two] {
        try store.forEachRecord(of: conversation) {
          lines.append(try JSONValue(parsing: encoder.line($0)))
        }
      }
      #expect(
        lines.map { $0["type"]?.stringValue } == [
          "attachment", "attachment", "conversation", "message", "branch", "end",
          "attachment", "conversation", "message", "branch", "end",
        ])
      for (line, attachment) in zip(lines[0...1], [file, image]) {
        let text = try #require(line["base64"]?.stringValue)
        let bytes = Array(try #require(Data(base64Encoded: text)))
        #expect(bytes == attachment.bytes)
        #expect(line["bytes"] == JSONValue(bytes.count))
        let digits = SHA256.hash(data: bytes).map { String(format: "%02x", $0) }.joined()
        #expect(line["sha256"]?.stringValue == digits)
      }
    }
  }
}
