/// Makes text that a model wrote harmless for a terminal, piece by piece as it arrives.
///
/// A terminal obeys control characters: they move the cursor, set the title, answer with text that
/// the shell then reads. Bidirectional overrides show code in another order than it runs in
/// (CVE-2021-42574), and invisible characters hide text in text. All of them are made visible:
/// U+0000–001F and U+007F as control pictures (`␛`), the others as `<U+202E>`. What stays are
/// newline, tab, and the joiners and variation selectors that scripts and emoji need; `\r\n`
/// becomes `\n`.
///
/// Only what goes to a terminal passes through here; pipes and the store get the exact bytes.
struct TerminalText {
  /// A carriage return at the end of the last piece, which is half of `\r\n` or a lone one.
  private var pendingReturn = false
  private var previous: Unicode.Scalar?

  /// The next piece as it may be written.
  ///
  /// A piece may end anywhere between two scalars. A carriage return at its end is held back until
  /// the next piece or ``finish()``.
  mutating func append(_ piece: String) -> String {
    if piece.isEmpty { return "" }
    if !pendingReturn && !Self.isSuspicious(piece) {
      previous = piece.unicodeScalars.last
      return piece
    }
    var result = String.UnicodeScalarView()
    for scalar in piece.unicodeScalars { append(scalar, to: &result) }
    return String(result)
  }

  /// What was held back, at the end of the text; the value is then as new.
  mutating func finish() -> String {
    let rest = pendingReturn ? "\u{240D}" : ""
    self = TerminalText()
    return rest
  }

  /// A whole text made harmless.
  static func safe(_ text: String) -> String {
    var state = TerminalText()
    let start = state.append(text)
    return start + state.finish()
  }

  /// The first line that is not blank, made harmless, without white space around it and with runs of
  /// white space inside it as one space: a tab has no width that could be known.
  static func line(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard let start = scalars.firstIndex(where: { !$0.properties.isWhitespace }) else { return "" }
    let end = scalars[start...].firstIndex { $0 == "\n" || $0 == "\r" } ?? scalars.endIndex
    var result = String.UnicodeScalarView()
    var isAfterSpace = false
    for scalar in safe(String(scalars[start..<end])).unicodeScalars {
      if scalar.properties.isWhitespace {
        isAfterSpace = true
        continue
      }
      if isAfterSpace { result.append(" ") }
      isAfterSpace = false
      result.append(scalar)
    }
    return String(result)
  }

  private mutating func append(
    _ scalar: Unicode.Scalar, to result: inout String.UnicodeScalarView
  ) {
    if pendingReturn {
      pendingReturn = false
      if scalar != "\n" { result.append("\u{240D}") }
    }
    defer { previous = scalar }
    switch scalar.value {
    case 0x0D: pendingReturn = true
    case 0x09, 0x0A, 0x20..<0x7F: result.append(scalar)
    case 0x00..<0x20: Self.append(picture: 0x2400 + scalar.value, to: &result)
    case 0x7F: Self.append(picture: 0x2421, to: &result)
    default:
      if isHarmless(scalar) {
        result.append(scalar)
      } else {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let zeros = String(repeating: "0", count: max(0, 4 - digits.count))
        result.append(contentsOf: "<U+\(zeros)\(digits)>".unicodeScalars)
      }
    }
  }

  private static func append(picture: UInt32, to result: inout String.UnicodeScalarView) {
    if let picture = Unicode.Scalar(picture) { result.append(picture) }
  }

  private func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    let properties = scalar.properties
    switch scalar.value {
    case 0x80...0x9F, 0x2028, 0x2029, 0xFFF9...0xFFFB:
      return false
    case 0xE0100...0xE01EF:
      // They choose between shapes of an ideograph; after anything else they can carry hidden text.
      return previous?.properties.isIdeographic ?? false
    case 0x200C, 0x200D:
      // Two in a row join nothing, and rows of them have been used to write in binary.
      return !(previous?.properties.isJoinControl ?? false)
    case 0x200B:
      // It parts words in Thai, Lao, Burmese and Khmer.
      switch previous?.value ?? 0 {
      case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF: return true
      default: return false
      }
    default:
      if properties.isVariationSelector {
        guard let previous else { return false }
        return !previous.properties.isVariationSelector && !previous.properties.isWhitespace
      }
      return !properties.isDefaultIgnorableCodePoint
    }
  }
}
