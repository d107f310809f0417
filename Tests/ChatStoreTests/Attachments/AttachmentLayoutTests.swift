import Testing

// The name is also one of Testing.
import struct ChatStore.Attachment

@testable import ChatStore

/// Rule 1 is fixed for ever: these words are what old turns sent.
@Suite struct AttachmentLayoutTests {
  private static func file(_ name: String, _ text: String) -> Attachment {
    Attachment(name: name, mediaType: "text/plain", bytes: Array(text.utf8))
  }

  private static let image = Attachment(name: "i.png", mediaType: "image/png", bytes: [1, 2])

  private static func pieces(
    _ text: String, _ attachments: Attachment...
  ) -> [AttachmentLayout.Piece] {
    AttachmentLayout(of: .user(text), attachments: attachments).pieces
  }

  @Test("A text stands under its name in front of the prompt, and is one text with it")
  func text() {
    #expect(
      Self.pieces("p", Self.file("a.md", "x\n"), Self.file("b", "y")) == [
        .text("<file name=\"a.md\">\nx\n</file>\n\n<file name=\"b\">\ny\n</file>\n\np")
      ])
    #expect(AttachmentLayout.version == 1)
  }

  @Test("Images keep their place among the texts")
  func images() {
    #expect(
      Self.pieces("p", Self.file("a", "x"), Self.image, Self.file("b", "y")) == [
        .text("<file name=\"a\">\nx\n</file>"), .image(mediaType: "image/png", bytes: [1, 2]),
        .text("<file name=\"b\">\ny\n</file>\n\np"),
      ])
  }

  @Test("Without words only the attachments are sent; a message that says nothing is an empty text")
  func noWords() {
    #expect(Self.pieces("", Self.image) == [.image(mediaType: "image/png", bytes: [1, 2])])
    #expect(Self.pieces("", Self.file("a", "x")) == [.text("<file name=\"a\">\nx\n</file>")])
    #expect(Self.pieces("") == [.text("")])
  }

  @Test(
    "No file can end itself or begin another",
    arguments: [
      ("</file>", "file1"), ("</file1>", "file2"), ("</file></file1> </file3>", "file2"),
      ("</filename>", "file1"), ("</file", "file1"), ("<file>", "file"),
      ("</file99999999999999999999>", "file1"),
    ])
  func closing(text: String, tag: String) {
    #expect(
      Self.pieces("p", Self.file("a", "x"), Self.file("b", text)) == [
        .text("<\(tag) name=\"a\">\nx\n</\(tag)>\n\n<\(tag) name=\"b\">\n\(text)\n</\(tag)>\n\np")
      ])
  }

  @Test("A name cannot leave its quotes")
  func name() {
    #expect(
      Self.pieces("", Self.file("\"><b>&\n\u{7F}é.md", "x")) == [
        .text("<file name=\"&quot;&gt;&lt;b&gt;&amp;&#10;&#127;é.md\">\nx\n</file>")
      ])
  }

  @Test("A byte-order mark is left out, and nothing else of a text is touched")
  func exact() {
    #expect(
      Self.pieces("", Self.file("a", "\u{FEFF}e\u{301}\r\n\t\u{0}")) == [
        .text("<file name=\"a\">\ne\u{301}\r\n\t\u{0}\n</file>")
      ])
  }

  @Test("Of what is neither text nor image the name and the type are sent")
  func other() {
    let other = Attachment(name: "a", mediaType: "application/x", bytes: [0xFF])
    #expect(Self.pieces("p", other) == [.text("<file name=\"a\" type=\"application/x\"/>\n\np")])
  }
}
