import CVocabularies

/// UTF-8 that a splitting rule reads.
///
/// The text is well-formed, as the bytes of every `String` are.
struct SplittableText: CharacterSequence {
  let bytes: UnsafePointer<UInt8>
  let count: Int
  private let blocks: UnsafePointer<UInt16>
  private let classes: UnsafePointer<UInt8>

  init(_ bytes: UnsafePointer<UInt8>, count: Int) {
    self.bytes = bytes
    self.count = count
    let table = cvocabularies_character_classes()
    blocks = UnsafeRawPointer(table).assumingMemoryBound(to: UInt16.self)
    classes = table + 2 * (0x11_0000 >> 7)
  }

  @inline(__always)
  func character(at index: Int) -> (class: CharacterClass, end: Int) {
    guard index < count else { return ([], index) }
    let (found, _, end) = scalar(at: index)
    return (found, end)
  }

  /// The class and the scalar of a character, and where the next one is.
  @inline(__always)
  func scalar(at index: Int) -> (class: CharacterClass, scalar: Int, end: Int) {
    let lead = bytes[index]
    let scalar: Int
    let end: Int
    if lead < 0x80 {
      return (CharacterClass(rawValue: classes[Int(lead)]), Int(lead), index &+ 1)
    } else if lead < 0xE0 {
      scalar = Int(lead & 0x1F) &<< 6 | trail(index &+ 1)
      end = index &+ 2
    } else if lead < 0xF0 {
      scalar = Int(lead & 0xF) &<< 12 | trail(index &+ 1) &<< 6 | trail(index &+ 2)
      end = index &+ 3
    } else {
      scalar =
        Int(lead & 0x7) &<< 18 | trail(index &+ 1) &<< 12 | trail(index &+ 2) &<< 6
        | trail(index &+ 3)
      end = index &+ 4
    }
    let block = Int(blocks[scalar &>> 7])
    return (CharacterClass(rawValue: classes[block &<< 7 | scalar & 0x7F]), scalar, end)
  }

  @inline(__always)
  private func trail(_ index: Int) -> Int { Int(bytes[index] & 0x3F) }

  /// The end of `'s`, `'t`, `'re`, `'ve`, `'m`, `'ll` or `'d`; nil for anything else.
  ///
  /// In any case the long s (U+017F) is an s too.
  @inline(__always)
  func contraction(at index: Int, anyCase: Bool = true) -> Int? {
    guard index &+ 1 < count, bytes[index] == 0x27 else { return nil }
    let fold: UInt8 = anyCase ? 0x20 : 0
    let first = bytes[index &+ 1] | fold
    let second = index &+ 2 < count ? bytes[index &+ 2] : 0
    switch first {
    case UInt8(ascii: "s"), UInt8(ascii: "t"), UInt8(ascii: "m"), UInt8(ascii: "d"):
      return index &+ 2
    case UInt8(ascii: "r"), UInt8(ascii: "v"):
      return second | fold == UInt8(ascii: "e") ? index &+ 3 : nil
    case UInt8(ascii: "l"):
      return second | fold == UInt8(ascii: "l") ? index &+ 3 : nil
    default:
      return anyCase && bytes[index &+ 1] == 0xC5 && second == 0xBF ? index &+ 3 : nil
    }
  }

  /// Where the last character of a range begins; its end if there is no other.
  @inline(__always)
  func lastCharacter(of range: Range<Int>) -> Int {
    var last = range.upperBound &- 1
    while last > range.lowerBound, bytes[last] & 0xC0 == 0x80 { last &-= 1 }
    return last > range.lowerBound ? last : range.upperBound
  }
}
