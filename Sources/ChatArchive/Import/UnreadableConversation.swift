/// Why a conversation cannot be read; the others of its file can.
package struct UnreadableConversation: Error, Equatable, CustomStringConvertible {
  /// One sentence for people.
  package let description: String

  package init(_ description: String) {
    self.description = description
  }
}
