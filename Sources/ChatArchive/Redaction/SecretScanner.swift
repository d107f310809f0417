/// Finds secrets in UTF-8, from left to right.
///
/// Only some bytes can tell of a secret: a digit, an at sign, a hyphen in `sk-`. Between them it skips, and at
/// each it looks around. To make redaction idempotent, whether something is a secret must not depend on
/// what may be replaced beside it: a letter, digit or underscore beside it tells that it is a part of something
/// longer, and nothing is looked at that stands before the end of the last secret.
///
/// It reads memory that the caller keeps alive.
struct SecretScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  /// How many bytes there are.
  let count: Int
  /// Where the last secret ended; nothing before it is looked at.
  private(set) var floor = 0
  private var position = 0
  /// The last run of bytes that a value can have, which many assignments may share.
  var valueRun = ValueRun()

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    count = bytes.count
  }

  /// The byte at an offset; 0 beyond the ends.
  @inline(__always) func byte(_ offset: Int) -> UInt8 {
    offset >= 0 && offset < count ? bytes[offset] : 0
  }

  /// The byte before an offset; 0 where the last secret ended there.
  @inline(__always) func before(_ offset: Int) -> UInt8 {
    offset > floor ? byte(offset - 1) : 0
  }

  /// The next secret; nil at the end.
  mutating func next() -> Secret? {
    while true {
      var offset = position
      while offset < count, !Self.isTelling(bytes[offset]) { offset += 1 }
      guard offset < count else {
        position = count
        return nil
      }
      position = offset + 1
      if let secret = secret(at: offset) {
        floor = secret.end
        position = secret.end
        return secret
      }
    }
  }

  @inline(__always) private static func isTelling(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0xEF, UInt8(ascii: "+"), UInt8(ascii: "@"), UInt8(ascii: ":"),
      UInt8(ascii: "="), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "A"),
      UInt8(ascii: "B"), UInt8(ascii: "J"), UInt8(ascii: "L"):
      true
    default: false
    }
  }

  private mutating func secret(at offset: Int) -> Secret? {
    switch byte(offset) {
    case 0x30...0x39: number(at: offset)
    case UInt8(ascii: "+"): internationalPhone(at: offset, width: 1)
    case UInt8(ascii: "@"): email(at: offset)
    case UInt8(ascii: ":"):
      matches("://", at: offset) ? login(behind: offset + 3) : assignment(at: offset, width: 1)
    case UInt8(ascii: "="): assignment(at: offset, width: 1)
    case UInt8(ascii: "-"): privateKey(at: offset) ?? option(at: offset) ?? key(around: offset)
    case UInt8(ascii: "J"): webToken(at: offset - 2)
    case UInt8(ascii: "B"): bearer(at: offset)
    case 0xEF: fullWidth(at: offset)
    default: key(around: offset)
    }
  }

  /// A full-width digit, plus sign or colon.
  private mutating func fullWidth(at offset: Int) -> Secret? {
    guard byte(offset + 1) == 0xBC else { return nil }
    return switch byte(offset + 2) {
    case 0x90...0x99: number(at: offset)
    case 0x8B: internationalPhone(at: offset, width: 3)
    case 0x9A: assignment(at: offset, width: 3)
    default: nil
    }
  }

  private mutating func number(at offset: Int) -> Secret? {
    let run = digits(at: offset)
    // Digits in the middle of a run begin nothing.
    position = run.end
    return number(run, at: offset)
  }

  // MARK: Bytes

  /// Whether an ASCII text stands at an offset, behind the end of the last secret.
  func matches(_ text: StaticString, at offset: Int) -> Bool {
    let length = text.utf8CodeUnitCount
    guard offset >= floor, length <= count - offset else { return false }
    for index in 0..<length where bytes[offset + index] != text.utf8Start[index] { return false }
    return true
  }

  /// The end of the run of bytes of a class.
  func end(of alphabet: KeyAlphabet, from offset: Int) -> Int {
    var end = offset
    while end < count, alphabet.contains(bytes[end]) { end += 1 }
    return end
  }

  /// How many digits stand between two offsets.
  func countDigits(_ start: Int, _ end: Int) -> Int {
    bytes[start..<end].count { 0x30...0x39 ~= $0 }
  }
}

extension UInt8 {
  /// True for an ASCII letter.
  var isASCIILetter: Bool { 0x61...0x7A ~= self | 0x20 }
  /// True for an ASCII digit.
  var isASCIIDigit: Bool { 0x30...0x39 ~= self }
  /// True for what names and numbers are made of: an ASCII letter, a digit, an underscore.
  var isWord: Bool { isASCIILetter || isASCIIDigit || self == UInt8(ascii: "_") }
}
