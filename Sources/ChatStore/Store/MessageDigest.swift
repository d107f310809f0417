import Crypto

/// The two hash chains through a conversation's tree.
///
/// Both are SHA-256 over a canonical encoding: a version line, then fields, each a tag byte, the
/// length as eight big-endian bytes, and the bytes. A field that is absent is not written, so that
/// nil and empty differ; lengths make every encoding unambiguous. The layout is fixed for ever and
/// held by golden vectors; a change of it is a new version line. See
/// `docs/decisions/0002-identity-of-messages.md`.
struct MessageDigest {
  private var bytes: [UInt8] = []

  /// Hashes every immutable byte of a message, and with its parent's digest its whole history.
  static func digest(of content: MessageContent, parent: [UInt8]?) -> [UInt8] {
    var encoder = MessageDigest(version: "convo.message.1\n", content)
    encoder.field("P", parent)
    encoder.field("r", content.role.rawValue)
    encoder.field("t", content.text)
    encoder.field("p", content.parts)
    encoder.field("g", content.reasoning)
    encoder.field("k", content.reasoningKey)
    encoder.field("n", content.name)
    encoder.field("i", content.toolCallID)
    for call in content.toolCalls { encoder.call(call, isWhole: true) }
    for attachment in content.attachments {
      encoder.field("A", attachment.sha256)
      encoder.field("N", attachment.name)
      encoder.field("M", attachment.mediaType)
    }
    encoder.field("f", content.refusal)
    encoder.field("x", content.extras)
    return encoder.hash
  }

  /// Hashes what a client echoes when it sends a history again: no reasoning, no refusal, null
  /// content as the empty text, text parts joined.
  static func matchKey(of content: MessageContent, parent: [UInt8]?) -> [UInt8] {
    var encoder = MessageDigest(version: "convo.match.1\n", content)
    encoder.field("P", parent)
    encoder.field("r", content.role.rawValue)
    encoder.field("t", content.text)
    encoder.field("n", content.name)
    encoder.field("i", content.toolCallID)
    for call in content.toolCalls { encoder.call(call, isWhole: false) }
    for attachment in content.attachments { encoder.field("A", attachment.sha256) }
    return encoder.hash
  }

  private init(version: String, _ content: MessageContent) {
    bytes.reserveCapacity(
      256 + content.text.utf8.count + (content.parts?.utf8.count ?? 0)
        + (content.reasoning?.utf8.count ?? 0))
    bytes.append(contentsOf: version.utf8)
  }

  private var hash: [UInt8] {
    var hasher = SHA256()
    bytes.withUnsafeBytes { hasher.update(bufferPointer: $0) }
    return hasher.finalize().withUnsafeBytes { [UInt8]($0) }
  }

  private mutating func call(_ call: ToolCall, isWhole: Bool) {
    field("C", call.callID)
    if isWhole { field("y", call.type) }
    field("c", call.name)
    field("a", call.arguments)
    if isWhole { field("e", call.extras) }
  }

  private mutating func field(_ tag: Unicode.Scalar, _ value: String?) {
    guard let value else { return }
    header(tag, value.utf8.count)
    bytes.append(contentsOf: value.utf8)
  }

  private mutating func field(_ tag: Unicode.Scalar, _ value: [UInt8]?) {
    guard let value else { return }
    header(tag, value.count)
    bytes.append(contentsOf: value)
  }

  private mutating func header(_ tag: Unicode.Scalar, _ count: Int) {
    bytes.append(UInt8(ascii: tag))
    let length = UInt64(count)
    for shift in stride(from: UInt64(56), through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: length >> shift))
    }
  }
}
