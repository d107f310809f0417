extension String {
  /// What a conversation without a title is called: its first line, of at most sixty characters.
  var importedTitle: String {
    let beginning = drop { $0.isWhitespace }.prefix(400)
    let line = beginning.prefix { !$0.isNewline }
    let words = line.split { $0.isWhitespace }.joined(separator: " ")
    return words.count > 60 ? words.prefix(59) + "…" : words
  }

  /// The text's bytes, as a key that only the same bytes are equal to.
  var bytes: [UInt8] { Array(utf8) }
}
