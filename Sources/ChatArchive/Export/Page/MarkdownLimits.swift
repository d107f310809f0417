/// Tells Markdown that would take too long, or become too much, before it is parsed.
///
/// The parser takes time that grows with the square of the text where containers are nested thousands deep and
/// many lines follow, where an address ends with thousands of parentheses, where a table has more columns than
/// anybody reads, and where a long definition is used again and again; what it makes of the last two may be
/// thousands of times as long as the text. No text that people or models mean to be read comes near these
/// limits; one that does is shown as it is written.
struct MarkdownLimits {
  /// Whether a text keeps within all limits.
  static func allow(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count <= maximum else { return false }
    var limits = MarkdownLimits()
    var start = 0
    while start < text.count {
      var end = start
      while end < text.count, text[end] != 0x0A { end += 1 }
      guard limits.allow(line: UnsafeBufferPointer(rebasing: text[start..<end])) else {
        return false
      }
      start = end + 1
    }
    // What the table before the end had.
    limits.endParagraph()
    return limits.cells <= 50_000 + 4 * text.count
      && limits.longestDefinition.multipliedReportingOverflow(by: limits.brackets).partialValue
        <= 50_000_000
  }

  private static let maximum = 4 << 20
  private static let depth = 64
  private static let columns = 256

  /// Cells of tables, those that are not written included: a row gets as many as the table has columns.
  private var cells = 0
  private var tableColumns = 0
  private var brackets = 0
  private var atSigns = 0
  /// How long the paragraph is since a definition of a link began in it.
  private var definition: Int?
  private var longestDefinition = 0

  private mutating func allow(line: UnsafeBufferPointer<UInt8>) -> Bool {
    let (content, depth) = Self.content(of: line)
    guard depth <= Self.depth else { return false }
    if content == line.count {
      endParagraph()
      return true
    }
    guard allowWords(of: line), atSigns <= 20_000 else { return false }
    let columns = Self.delimiters(of: line, from: content)
    if columns > 0 { tableColumns = columns }
    cells += tableColumns
    if definition == nil, line[content] == UInt8(ascii: "[") { definition = 0 }
    if let length = definition { definition = length + line.count }
    return columns <= Self.columns
  }

  private mutating func endParagraph() {
    tableColumns = 0
    longestDefinition = max(longestDefinition, definition ?? 0)
    definition = nil
  }

  /// Where a line begins behind the marks of its containers, and how many there may be.
  private static func content(of line: UnsafeBufferPointer<UInt8>) -> (offset: Int, depth: Int) {
    var marks = 0
    var columns = 0
    var offset = 0
    scan: while offset < line.count {
      switch line[offset] {
      case 0x20: columns += 1
      case 0x09: columns += 4
      case 0x0D: break
      case UInt8(ascii: ">"): marks += 1
      case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"), UInt8(ascii: "."),
        UInt8(ascii: ")"):
        // A mark of a list has space behind it, or nothing.
        guard offset + 1 == line.count || line[offset + 1] <= 0x20 else { break scan }
        marks += 1
      case 0x30...0x39:
        guard offset + 1 < line.count, line[offset + 1] <= 0x39, line[offset + 1] > 0x20 else {
          break scan
        }
      default: break scan
      }
      offset += 1
    }
    // A list in a list begins two columns further in.
    return (offset, marks > 0 ? marks + columns / 2 : 0)
  }

  /// Counts what costs time in the words of a line.
  private mutating func allowWords(of line: UnsafeBufferPointer<UInt8>) -> Bool {
    var parentheses = 0
    for byte in line {
      switch byte {
      case 0x20, 0x09: parentheses = 0
      case UInt8(ascii: ")"): parentheses += 1
      case UInt8(ascii: "]"): brackets += 1
      case UInt8(ascii: "@"): atSigns += 1
      default: break
      }
      if parentheses > 512 { return false }
    }
    return true
  }

  /// How many columns a line gives a table, if it is the one under its heads.
  private static func delimiters(of line: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    // The marks of containers may be the first of them.
    var columns = 1
    for byte in line {
      switch byte {
      case UInt8(ascii: "|"): columns += 1
      case UInt8(ascii: "-"), UInt8(ascii: ":"), UInt8(ascii: ">"), UInt8(ascii: "+"),
        UInt8(ascii: "*"),
        0x20, 0x09, 0x0D, 0x30...0x39, UInt8(ascii: "."):
        break
      default: return 0
      }
    }
    return columns > 1 ? columns : 0
  }
}
