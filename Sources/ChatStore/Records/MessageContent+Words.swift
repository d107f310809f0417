extension MessageContent {
  /// Whether two contents say the same, to the byte; what was kept beside the words may differ.
  func hasSameWords(as other: MessageContent) -> Bool {
    // Hashes compare bytes, where strings compare characters.
    MessageDigest.digest(of: words, parent: nil)
      == MessageDigest.digest(of: other.words, parent: nil)
  }

  /// What is said, without what was kept beside it.
  var words: MessageContent {
    var words = self
    words.extras = nil
    words.name = nil
    for index in words.toolCalls.indices {
      words.toolCalls[index].callID = ""
      words.toolCalls[index].type = ""
      words.toolCalls[index].extras = nil
    }
    for index in words.attachments.indices {
      words.attachments[index].name = ""
      words.attachments[index].mediaType = ""
    }
    words.reasoningKey = nil
    return words
  }
}
