/// The result of a tool with its middle left out.
///
/// What is sent must never change for a text and a limit: the request of an old turn could not be built
/// again.
enum ShortToolOutput {
  /// The message with only so many characters (Unicode scalars), half of them from its end; nil for one that
  /// is not a tool's, not only text, or short enough.
  static func content(of content: MessageContent, limit: Int) -> MessageContent? {
    guard content.role == .tool, content.parts == nil, content.attachments.isEmpty, limit > 0,
      // No text is cut for less than the words that say so.
      content.text.utf8.count > limit &+ 100
    else { return nil }
    let scalars = content.text.unicodeScalars
    let length = scalars.count
    guard length > limit, length - limit > 100 else { return nil }
    let head = Substring(scalars.prefix(limit - limit / 2))
    let tail = Substring(scalars.suffix(limit / 2))
    var short = content
    short.text = "\(head)\n[… \(length - limit) characters left out …]\n\(tail)"
    return short
  }
}
