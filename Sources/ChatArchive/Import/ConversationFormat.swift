package import ChatCompletions

/// One program's way of writing a conversation as a JSON object.
///
/// A format is pure: the same object gives the same records, with UUIDs that are derived from the
/// program's own names, so that importing twice finds what is there.
package protocol ConversationFormat: Sendable {
  /// The program's or format's name, in lower case, as `ConversationRecord.Source` has it.
  var name: String { get }

  /// Whether an object is written in this format, as far as its members' names tell.
  func recognizes(_ object: JSONObject) -> Bool

  /// Reads a conversation.
  /// - Parameters:
  ///   - object: A JSON object that the format recognizes.
  ///   - surroundings: What stands beside it.
  /// - Returns: The conversation; nil for one in which nothing was said.
  /// - Throws: `UnreadableConversation` for one that cannot be read.
  func conversation(
    _ object: JSONObject, in surroundings: ImportSurroundings
  ) throws -> ImportedConversation?
}
