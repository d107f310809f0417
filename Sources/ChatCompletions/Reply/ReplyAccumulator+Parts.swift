extension ReplyAccumulator {
  /// Reads content in parts.
  ///
  /// In a stream the plain text of parts is more of the text, as if it had come without them, and
  /// every other part is kept. Of a whole message all parts are kept as they are, unless one plain
  /// text is all there is.
  mutating func readParts(
    _ scanner: inout JSONScanner, isWhole: Bool, to deltas: inout [ReplyDelta]
  ) throws(JSONError) {
    guard try scanner.enterArray() else { return }
    var keepsText = false
    if isWhole { keepsText = try scanner.hasFurtherElement() }
    repeat {
      let start = scanner.position
      let part = try scanner.contentPart()
      if let token = part.text, part.isPlain, !keepsText {
        appendText(token, of: scanner, to: &deltas)
      } else {
        try append(part: scanner.slice(from: start), text: part.text, of: scanner, to: &deltas)
      }
    } while try scanner.nextElement()
  }

  private mutating func append(
    part: UnsafeRawBufferPointer, text token: JSONStringToken?, of scanner: JSONScanner,
    to deltas: inout [ReplyDelta]
  ) throws(JSONError) {
    let value = try JSONValue.parse(part)
    if part.holdsLoneSurrogate { noteLoneSurrogate() }
    // A half that still waits belongs to the text before.
    let waiting = text.flush()
    if !waiting.isEmpty { emit(.text(waiting), size: waiting.utf8.count, to: &deltas) }
    let before = text.text.utf8.count
    var piece = ""
    if let token { piece = text.append(token, of: scanner) + text.flush() }
    parts.append(value, before: before, after: before + piece.utf8.count)
    emit(.part(value, text: piece), size: part.count, to: &deltas)
  }

  /// Takes what a whole message has beyond the text of the pieces that came before it.
  mutating func addPartsWithoutText(of whole: [ReplyDelta], to deltas: inout [ReplyDelta]) {
    for case .part(let part, "") in whole {
      let position = text.text.utf8.count
      parts.append(part, before: position, after: position)
      emit(.part(part, text: ""), size: part.serialized.utf8.count, to: &deltas)
    }
  }
}
