/// An attachment as a message carries it: which bytes, under which name.
public struct AttachmentReference: Sendable, Hashable {
  /// SHA-256 of the bytes, 32 bytes.
  public var sha256: [UInt8]
  /// The file's name, without folders.
  public var name: String
  /// The media type, for example `text/plain`.
  public var mediaType: String

  /// Makes a reference; the bytes are stored with a `MessageDraft` that has the `Attachment`.
  public init(sha256: [UInt8], name: String, mediaType: String) {
    self.sha256 = sha256
    self.name = name
    self.mediaType = mediaType
  }
}
