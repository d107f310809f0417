import CUTF8Proc

/// How many columns text takes on a terminal.
///
/// East Asian wide characters and emoji take two, combining characters none, and ambiguous ones one,
/// after <https://www.unicode.org/reports/tr11/> and <https://www.unicode.org/reports/tr51/>. Control
/// characters count as none; ``TerminalText`` takes them out before anything is measured.
///
/// Where terminals disagree the larger figure is taken, so that a table never runs over its edge.
enum DisplayWidth {
  /// The columns of one grapheme cluster.
  ///
  /// A cluster that emoji rules make one picture takes two; any other takes the sum of its scalars, as
  /// on terminals that know no clusters.
  static func columns(of cluster: Character) -> Int {
    var columns = 0
    var first: Unicode.Scalar?
    var previous: Unicode.Scalar?
    for scalar in cluster.unicodeScalars {
      defer { previous = scalar }
      guard let base = first, let last = previous else {
        first = scalar
        columns = self.columns(of: scalar)
        continue
      }
      if scalar.isASCII { continue }
      let properties = scalar.properties
      if base.properties.isEmoji {
        // U+FE0F asks for the picture: ❤️ and 1️⃣ are two columns, ❤ and 1 are one.
        if scalar == "\u{FE0F}" || properties.isEmojiModifier {
          columns = max(columns, 2)
          continue
        }
        // A joined picture, or the second half of a flag, is drawn into the first.
        if last == "\u{200D}" && properties.isEmoji { continue }
        if isRegionalIndicator(base) && isRegionalIndicator(scalar) { continue }
      }
      columns += self.columns(of: scalar)
    }
    return columns
  }

  private static func columns(of scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return scalar.value < 0x20 || 0x7F..<0xA0 ~= scalar.value ? 0 : 1 }
    // Vowels and finals of Hangul are drawn into the syllable that their initial has opened.
    if 0x1160...0x11FF ~= scalar.value || 0xD7B0...0xD7FF ~= scalar.value { return 0 }
    // Swift's tables are younger than those of the utf8proc of most systems, to which a new emoji is
    // an unassigned character.
    if scalar.properties.isEmojiPresentation { return 2 }
    return max(0, Int(utf8proc_charwidth(utf8proc_int32_t(scalar.value))))
  }

  private static func isRegionalIndicator(_ scalar: Unicode.Scalar) -> Bool {
    0x1F1E6...0x1F1FF ~= scalar.value
  }
}
