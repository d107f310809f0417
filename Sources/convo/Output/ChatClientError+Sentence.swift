import ChatCompletions

extension ChatClientError {
  /// The message as the beginning of a sentence; below it is a part of one.
  var sentence: String { message.prefix(1).uppercased() + message.dropFirst() }
}
