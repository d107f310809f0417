/// How a message with attachments is laid out when it is sent: rule 1.
///
/// The attachments come first, in their order, then the message's own text: a model reads a long
/// document best before it knows the question that it must answer. What is text becomes
///
///     <file name="notes.md">
///     …
///     </file>
///
/// with a newline before the last line if the text has none at its end, and a byte-order mark left
/// out. The tag is `file`, or the first of `file1`, `file2`, … whose closing tag stands in no text
/// beside it, so that no file can end itself or begin another. Neighbouring texts are one piece,
/// joined by an empty line; a message without images is a single text. Of what is neither text nor
/// image only the name and the type are sent.
///
/// A turn's plan keeps the rule's number, so that an old request can be built again. A change of any
/// of this is a new rule.
package struct AttachmentLayout: Equatable {
  /// The rule's number.
  package static let version = 1

  /// What is sent, in order.
  package enum Piece: Equatable {
    case text(String)
    case image(mediaType: String, bytes: [UInt8])
  }

  /// The pieces; one empty text for a message that says nothing.
  package private(set) var pieces: [Piece] = []

  /// Lays out a message.
  ///
  /// What came in parts is sent in those parts; here are only the attachments that follow them then.
  package init(of content: MessageContent, attachments: [Attachment]) {
    let text = content.parts == nil ? content.text : nil
    let files = attachments.map(File.init)
    let tag = Self.tag(for: files.compactMap(\.text))
    for file in files {
      switch file.body {
      case .image: add(.image(mediaType: file.reference.mediaType, bytes: file.bytes))
      case .text(let text): add(.text(Self.element(tag, file.reference, text)))
      case .other: add(.text(Self.mention(tag, file.reference)))
      }
    }
    if let text, !text.isEmpty || pieces.isEmpty { add(.text(text)) }
  }

  private struct File {
    enum Body {
      case image
      case text(String)
      case other
    }

    let reference: AttachmentReference
    let bytes: [UInt8]
    let body: Body

    init(_ attachment: Attachment) {
      reference = attachment.reference
      bytes = attachment.bytes
      if reference.mediaType.hasPrefix("image/") {
        body = .image
      } else if let text = String(
        validating: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...], as: UTF8.self
      ) {
        body = .text(text)
      } else {
        body = .other
      }
    }

    var text: String? {
      if case .text(let text) = body { text } else { nil }
    }
  }

  private mutating func add(_ piece: Piece) {
    guard case .text(var above) = pieces.last, case .text(let below) = piece else {
      return pieces.append(piece)
    }
    // Taken out first, so that it grows in place.
    pieces.removeLast()
    above += "\n\n" + below
    pieces.append(.text(above))
  }

  private static func element(
    _ tag: String, _ reference: AttachmentReference, _ text: String
  ) -> String {
    let end = text.utf8.last == UInt8(ascii: "\n") ? "" : "\n"
    return "<\(tag) name=\"\(escaped(reference.name))\">\n\(text)\(end)</\(tag)>"
  }

  private static func mention(_ tag: String, _ reference: AttachmentReference) -> String {
    "<\(tag) name=\"\(escaped(reference.name))\" type=\"\(escaped(reference.mediaType))\"/>"
  }

  /// The first tag that no text closes; each text is looked through once, whatever stands in it.
  private static func tag(for texts: [String]) -> String {
    let closing = Array("</file".utf8)
    var isClosed = false
    var closed: Set<Int> = []
    for text in texts {
      var rest = Array(text.utf8)[...]
      while let found = rest.firstRange(of: closing) {
        isClosed = true
        rest = rest[found.upperBound...]
        let digits = rest.prefix { 0x30...0x39 ~= $0 }
        if let number = Int(String(decoding: digits, as: UTF8.self)) { closed.insert(number) }
      }
    }
    guard isClosed else { return "file" }
    var number = 1
    while closed.contains(number) { number += 1 }
    return "file\(number)"
  }

  /// A name inside the quotes of an attribute (XML 1.0, §2.3 and §2.4).
  private static func escaped(_ name: String) -> String {
    var result = ""
    for scalar in name.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default:
        if scalar.value < 0x20 || scalar.value == 0x7F {
          result += "&#\(scalar.value);"
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result
  }
}
