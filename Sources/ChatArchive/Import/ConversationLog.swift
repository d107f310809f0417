package import ChatCompletions

/// One program's way of writing a conversation as a file of lines, each a JSON object.
///
/// It takes the lines one by one and gives the conversation at the end. Like a format it is pure: the same
/// lines give the same records.
package protocol ConversationLog: SendableMetatype {
  /// The program's name, in lower case, as `ConversationRecord.Source` has it.
  static var name: String { get }

  /// Whether a line is written in this format, as far as its members' names tell.
  static func recognizes(_ line: JSONObject) -> Bool

  /// Begins a file.
  init(in surroundings: ImportSurroundings)

  /// Takes the next line.
  mutating func add(_ line: JSONObject)

  /// Reads the conversation out of the lines.
  /// - Returns: The conversation; nil for one in which nothing was said.
  /// - Throws: `UnreadableConversation` for one that cannot be read.
  func conversation() throws -> ImportedConversation?
}
