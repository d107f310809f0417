/// Why the records of a conversation cannot be taken in; nothing of it is.
package enum RecordError: Error, Sendable, Equatable {
  /// A message stands under one that has not come.
  case missingParent(message: Identifier<Message>)
  /// A message is in another conversation of the store already, or comes twice.
  case elsewhere(message: Identifier<Message>)
  /// A message is not what its digest vouches for.
  case changed(message: Identifier<Message>)
  /// A message carries an attachment that has not come.
  case missingAttachment(message: Identifier<Message>, name: String)
  /// Something else about a record cannot be.
  case invalid(String)
}

extension RecordError: CustomStringConvertible {
  /// One sentence for people.
  package var description: String {
    switch self {
    case .missingParent(let message):
      "Message \(message) stands under one that has not come before it."
    case .elsewhere(let message):
      "Message \(message) comes twice, or is in another conversation of the store already."
    case .changed(let message):
      "Message \(message) or its place is not what was exported: its digest does not match."
    case .missingAttachment(let message, let name):
      "Message \(message) carries the attachment \(name), whose bytes have not come."
    case .invalid(let reason): reason
    }
  }
}
