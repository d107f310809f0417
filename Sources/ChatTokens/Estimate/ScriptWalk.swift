/// One pass over UTF-8 that fills the counts of a `ScriptHistogram`.
///
/// Runs are taken whole, since a token rarely reaches from a word into a number or from spaces
/// into punctuation; this is where the vocabularies' own splitting rules cut as well.
struct ScriptWalk {
  /// What the last character was, as far as it decides whether a new word begins.
  enum Context {
    case none, latin, otherAlphabet
  }

  /// The counts, at the raw value of their class; the places after the last one stay zero.
  var counts = InlineArray<64, Int>(repeating: 0)
  var context = Context.none

  /// The letter pairs by level, one byte each, that are not in `counts` yet.
  ///
  /// One addition a letter, where the counts themselves would need a load and a store.
  private var pendingPairs: UInt64 = 0
  private var pendingLetters = 0

  /// Counts a whole text.
  mutating func consume(_ bytes: Span<UInt8>) {
    add(bytes.count, to: .bytes)
    // Taken once, because a static costs a check at every access.
    let shifts = LetterPairs.shifts
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
        index = consumeLetters(bytes, from: index, shifts: shifts.span)
      case 0x80...:
        index = consumeCharacter(bytes, from: index)
      case UInt8(ascii: " "):
        index = consumeSpaces(bytes, from: index)
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        index = consumeDigits(bytes, from: index)
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        index = consumeNewlines(bytes, from: index)
      case UInt8(ascii: "\t"):
        index = consumeTabs(bytes, from: index)
      case 0x21...0x7E:
        index = consumePunctuation(bytes, from: index)
      default:
        context = .none
        add(1, to: .control)
        index += 1
      }
    }
    flushPairs()
  }

  /// Adds packed counters of the letter pairs of a run of at most 255 letters.
  @inline(__always)
  mutating func addPairs(_ pairs: UInt64, letters: Int) {
    if pendingLetters &+ letters > 0xFF { flushPairs() }
    pendingPairs &+= pairs
    pendingLetters &+= letters
  }

  private mutating func flushPairs() {
    for level in 0..<6 {
      counts[ScriptClass.letterPairLevel0.rawValue + level] &+=
        Int(pendingPairs &>> UInt64(8 * level) & 0xFF)
    }
    (pendingPairs, pendingLetters) = (0, 0)
  }

  @inline(__always)
  mutating func add(_ amount: Int, to scriptClass: ScriptClass) {
    counts[scriptClass.rawValue] &+= amount
  }
}
