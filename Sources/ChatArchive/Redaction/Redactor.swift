/// Takes secrets and personal numbers out of text, and counts them.
///
/// Each becomes `[redacted:kind]`. What is known by its shape is found wherever it stands; a password has no
/// shape and is found only where it is assigned to a name that says so. It looks at bytes from left to right
/// and reads each a bounded number of times, so that no text takes more than linear time.
///
/// Laws: text without secrets comes back byte for byte; taking out twice changes nothing more.
///
/// What a picture or a file that is no text shows is not seen.
package struct Redactor: Sendable {
  /// How many pieces of each kind were taken out.
  package private(set) var counts: [RedactionKind: Int] = [:]

  package init() {}

  /// The text without secrets.
  package mutating func redact(_ text: String) -> String {
    var text = text
    var output: [UInt8] = []
    let copied = text.withUTF8 { utf8 in
      var scanner = SecretScanner(utf8)
      var copied = 0
      while let secret = scanner.next() {
        output.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[copied..<secret.start]))
        output.append(contentsOf: secret.kind.mark.utf8)
        note(secret.kind)
        copied = secret.end
      }
      if copied > 0 {
        output.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[copied...]))
      }
      return copied
    }
    return copied > 0 ? String(decoding: output, as: UTF8.self) : text
  }

  /// The text of a member of an object, whose name may tell that it is a secret.
  mutating func redact(_ text: String, of name: String) -> String {
    guard let name = AssignedName(name) else { return redact(text) }
    var text = text
    let secret = text.withUTF8 { SecretScanner($0).member(name) }
    guard let secret else { return redact(text) }
    note(secret.kind)
    let utf8 = Array(text.utf8)
    return String(decoding: utf8[..<secret.start], as: UTF8.self) + secret.kind.mark
      + redact(String(decoding: utf8[secret.end...], as: UTF8.self))
  }

  private mutating func note(_ kind: RedactionKind) {
    counts[kind, default: 0] += 1
  }
}
