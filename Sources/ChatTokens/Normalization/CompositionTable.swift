import CVocabularies

/// What canonical composition needs to know of characters, see `Vocabularies/derive.py`.
struct CompositionTable: Sendable {
  // The bytes are part of the program.
  nonisolated(unsafe) private let blocks: UnsafePointer<UInt8>
  nonisolated(unsafe) private let values: UnsafePointer<UInt8>
  private let parts: [UInt32: (first: UInt32, second: UInt32)]
  private let composites: [UInt64: UInt32]

  static let shared = CompositionTable()

  private init() {
    blocks = cvocabularies_composition()
    let blockCount = 0x11_0000 >> 7
    values = blocks + blockCount
    let last = UnsafeBufferPointer(start: blocks, count: blockCount).max() ?? 0
    let rest = UnsafeRawPointer(values + (Int(last) + 1) << 7)
    func word(_ index: Int) -> UInt32 {
      UInt32(littleEndian: rest.loadUnaligned(fromByteOffset: index * 4, as: UInt32.self))
    }
    var parts: [UInt32: (first: UInt32, second: UInt32)] = [:]
    var composites: [UInt64: UInt32] = [:]
    for index in 0..<Int(word(0)) {
      let entry = 1 + index * 4
      parts[word(entry)] = (word(entry + 1), word(entry + 2))
      guard word(entry + 3) == 1 else { continue }
      composites[UInt64(word(entry + 1)) << 32 | UInt64(word(entry + 2))] = word(entry)
    }
    self.parts = parts
    self.composites = composites
  }

  /// Whether the character may change, or change what is before it.
  @inline(__always)
  func isInert(_ scalar: UInt32) -> Bool { value(scalar) == 0 }

  /// The canonical combining class.
  func combiningClass(_ scalar: UInt32) -> UInt8 {
    let value = value(scalar)
    return value == 255 ? 0 : value
  }

  @inline(__always)
  private func value(_ scalar: UInt32) -> UInt8 {
    values[Int(blocks[Int(scalar &>> 7)]) &<< 7 | Int(scalar & 0x7F)]
  }

  /// Appends what a character is made of.
  func decompose(_ scalar: UInt32, into scalars: inout [UInt32]) {
    let syllable = scalar &- Hangul.firstSyllable
    if syllable < Hangul.syllables {
      scalars.append(Hangul.firstLead + syllable / Hangul.perLead)
      scalars.append(Hangul.firstVowel + syllable % Hangul.perLead / Hangul.tails)
      if syllable % Hangul.tails > 0 {
        scalars.append(Hangul.beforeTails + syllable % Hangul.tails)
      }
    } else if let (first, second) = parts[scalar] {
      decompose(first, into: &scalars)
      if second != 0 { decompose(second, into: &scalars) }
    } else {
      scalars.append(scalar)
    }
  }

  /// What two characters compose to.
  func composite(_ first: UInt32, _ second: UInt32) -> UInt32? {
    let lead = first &- Hangul.firstLead
    let vowel = second &- Hangul.firstVowel
    if lead < Hangul.leads, vowel < Hangul.perLead / Hangul.tails {
      return Hangul.firstSyllable + lead * Hangul.perLead + vowel * Hangul.tails
    }
    let syllable = first &- Hangul.firstSyllable
    let tail = second &- Hangul.beforeTails
    if syllable < Hangul.syllables, syllable % Hangul.tails == 0, tail > 0, tail < Hangul.tails {
      return first + tail
    }
    return composites[UInt64(first) << 32 | UInt64(second)]
  }

  /// The Unicode Standard, section 3.12.
  private enum Hangul {
    static let firstSyllable: UInt32 = 0xAC00
    static let firstLead: UInt32 = 0x1100
    static let firstVowel: UInt32 = 0x1161
    static let beforeTails: UInt32 = 0x11A7
    static let leads: UInt32 = 19
    static let tails: UInt32 = 28
    static let perLead: UInt32 = 588
    static let syllables: UInt32 = 11172
  }
}
