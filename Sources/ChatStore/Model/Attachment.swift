import Crypto

/// Bytes that a message carries, with their name and type.
public struct Attachment: Sendable, Equatable {
  /// What the message keeps of it.
  public let reference: AttachmentReference
  /// The bytes, exactly as they were given.
  public let bytes: [UInt8]

  /// Makes an attachment of bytes that may not be stored yet.
  public init(name: String, mediaType: String, bytes: [UInt8]) {
    self.init(
      AttachmentReference(sha256: Self.sha256(of: bytes), name: name, mediaType: mediaType),
      bytes: bytes)
  }

  /// Makes an attachment of bytes that are stored under this reference.
  init(_ reference: AttachmentReference, bytes: [UInt8]) {
    self.reference = reference
    self.bytes = bytes
  }

  /// The name that bytes are stored under.
  static func sha256(of bytes: [UInt8]) -> [UInt8] {
    var hasher = SHA256()
    bytes.withUnsafeBytes { hasher.update(bufferPointer: $0) }
    return hasher.finalize().withUnsafeBytes { [UInt8]($0) }
  }
}
