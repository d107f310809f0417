extension [UInt8] {
  /// The words of a text or of an HTML page: of the latter its title, else what stands between the
  /// tags.
  var excerptOfWords: String {
    let text = prefix(16384)
    guard text.contains(UInt8(ascii: "<")) else { return String(decoding: text, as: UTF8.self) }
    if let title = text.between("<title", "</title") {
      let words = title.drop { $0 != UInt8(ascii: ">") }.dropFirst().withoutTags
      if words.contains(where: { !$0.isWhitespace }) { return words }
    }
    return text.withoutTags
  }
}

extension ArraySlice<UInt8> {
  /// What stands between two ASCII marks, letters compared without case.
  fileprivate func between(_ open: String, _ close: String) -> ArraySlice<UInt8>? {
    guard let start = firstRange(ofASCII: open)?.upperBound,
      let end = self[start...].firstRange(ofASCII: close)?.lowerBound
    else { return nil }
    return self[start..<end]
  }

  private func firstRange(ofASCII mark: String) -> Range<Int>? {
    let mark = Array(mark.utf8)
    guard count >= mark.count else { return nil }
    for start in startIndex...(endIndex - mark.count)
    where self[start..<start + mark.count].elementsEqual(mark, by: { lowercase($0) == $1 }) {
      return start..<start + mark.count
    }
    return nil
  }

  private func lowercase(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
  }

  /// The text without tags, comments, scripts and styles; the commonest entities are resolved.
  fileprivate var withoutTags: String {
    var output: [UInt8] = []
    var rest = self
    while let open = rest.firstIndex(of: UInt8(ascii: "<")) {
      output.append(contentsOf: rest[rest.startIndex..<open])
      output.append(0x20)
      rest = rest[open...]
      var close = ">"
      if rest.hasPrefix("<script") { close = "</script" }
      if rest.hasPrefix("<style") { close = "</style" }
      if rest.hasPrefix("<!--") { close = "-->" }
      guard let end = rest.firstRange(ofASCII: close)?.upperBound else {
        rest = []
        break
      }
      rest = rest[end...]
      if close.hasPrefix("</") { rest = rest.drop { $0 != UInt8(ascii: ">") }.dropFirst() }
    }
    output.append(contentsOf: rest)
    return String(decoding: output, as: UTF8.self).replacing("&nbsp;", with: " ")
      .replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
      .replacing("&#39;", with: "'").replacing("&amp;", with: "&")
  }

  private func hasPrefix(_ mark: String) -> Bool {
    prefix(mark.utf8.count).elementsEqual(mark.utf8, by: { lowercase($0) == $1 })
  }
}
