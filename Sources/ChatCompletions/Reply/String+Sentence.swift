extension String {
  /// The words without control characters, bidirectional overrides and runs of space, at most 500
  /// characters: somebody else's words, made fit to stand in a sentence on a terminal.
  var asSentence: String {
    var scalars = String.UnicodeScalarView()
    var count = 0
    var needsSpace = false
    for scalar in unicodeScalars {
      if scalar.properties.isWhitespace || scalar.properties.generalCategory == .control {
        needsSpace = count > 0
        continue
      }
      // Format characters include the overrides and isolates that reorder what stands around them;
      // the joiner of emoji is one as well and does no harm.
      if scalar.properties.generalCategory == .format, scalar != "\u{200D}" { continue }
      if count + (needsSpace ? 1 : 0) >= 500 {
        scalars.append("…")
        break
      }
      if needsSpace {
        scalars.append(" ")
        needsSpace = false
        count += 1
      }
      scalars.append(scalar)
      count += 1
    }
    return String(scalars)
  }
}
