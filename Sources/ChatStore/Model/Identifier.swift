import Glibc

/// The identity of a stored thing: a UUID (RFC 9562), typed by what it identifies.
///
/// What is born here gets version 7, which sorts by time. Importers derive version 8 from where a
/// thing came from, so that importing it twice finds what is there.
public struct Identifier<Entity>: Sendable, Hashable {
  /// The first eight bytes, big-endian.
  public let high: UInt64
  /// The last eight bytes, big-endian.
  public let low: UInt64

  /// Makes an identifier from its sixteen bytes, given as two big-endian halves.
  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// Makes a version 7 UUID: 48 bits of time, the rest random.
  public init(at time: Timestamp, using generator: inout some RandomNumberGenerator) {
    let milliseconds = UInt64(truncatingIfNeeded: max(0, time.milliseconds)) & 0xffff_ffff_ffff
    high = milliseconds << 16 | 0x7000 | generator.next() & 0x0fff
    low = 0x8000_0000_0000_0000 | generator.next() & 0x3fff_ffff_ffff_ffff
  }

  /// Makes a version 7 UUID with the system's random numbers.
  public init(at time: Timestamp) {
    var generator = SystemRandomNumberGenerator()
    self.init(at: time, using: &generator)
  }

  /// Reads the usual form, `0190d5b0-7c3a-7c3a-8c3a-0190d5b07c3a`; nil for anything else.
  public init?(_ text: String) {
    var halves: (UInt64, UInt64) = (0, 0)
    var digits = 0
    for (position, byte) in text.utf8.enumerated() {
      if [8, 13, 18, 23].contains(position) {
        guard byte == UInt8(ascii: "-") else { return nil }
        continue
      }
      guard digits < 32, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        return nil
      }
      if digits < 16 {
        halves.0 = halves.0 << 4 | UInt64(digit)
      } else {
        halves.1 = halves.1 << 4 | UInt64(digit)
      }
      digits += 1
    }
    guard digits == 32 else { return nil }
    self.init(high: halves.0, low: halves.1)
  }

  /// The sixteen bytes, as they are stored.
  public var bytes: [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 16) { buffer, count in
      for index in 0..<8 {
        buffer[index] = UInt8(truncatingIfNeeded: high >> UInt64(56 - 8 * index))
        buffer[index + 8] = UInt8(truncatingIfNeeded: low >> UInt64(56 - 8 * index))
      }
      count = 16
    }
  }

  /// Makes an identifier from stored bytes; nil unless there are sixteen.
  init?(bytes: [UInt8]) {
    guard bytes.count == 16 else { return nil }
    high = bytes[..<8].reduce(0) { $0 << 8 | UInt64($1) }
    low = bytes[8...].reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// The name that people see and type.
  public var shortID: ShortID { ShortID(value: Int64(low & 0x0fff_ffff_ffff_ffff)) }
}

extension Identifier: CustomStringConvertible, LosslessStringConvertible {
  /// The usual form, in lower case.
  public var description: String {
    let digits: StaticString = "0123456789abcdef"
    return String(unsafeUninitializedCapacity: 36) { text in
      var position = 0
      for byte in bytes {
        if [8, 13, 18, 23].contains(position) {
          text[position] = UInt8(ascii: "-")
          position += 1
        }
        text[position] = digits.utf8Start[Int(byte >> 4)]
        text[position + 1] = digits.utf8Start[Int(byte & 15)]
        position += 2
      }
      return position
    }
  }
}
