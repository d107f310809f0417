/// What the splitting rules ask about a character.
///
/// The general categories are those of Unicode 16, which the reference implementations use.
struct CharacterClass: OptionSet {
  let rawValue: UInt8

  @inline(__always) init(rawValue: UInt8) { self.rawValue = rawValue }

  /// `\p{Lu}` and `\p{Lt}`.
  static let upper = CharacterClass(rawValue: 1)
  /// `\p{Ll}`.
  static let lower = CharacterClass(rawValue: 2)
  /// `\p{Lm}` and `\p{Lo}`: letters without case.
  static let caseless = CharacterClass(rawValue: 4)
  /// `\p{M}`.
  static let mark = CharacterClass(rawValue: 8)
  /// `\p{N}`.
  static let number = CharacterClass(rawValue: 16)
  /// `\s`.
  static let space = CharacterClass(rawValue: 32)
  /// Carriage return and line feed, which are space too.
  static let newline = CharacterClass(rawValue: 64)
  /// `\p{P}` and `\p{S}`.
  static let symbol = CharacterClass(rawValue: 128)

  /// `\p{L}`.
  static let letter: CharacterClass = [.upper, .lower, .caseless]

  /// Whether the character is in any of the classes.
  @inline(__always) func isAny(of classes: CharacterClass) -> Bool {
    rawValue & classes.rawValue != 0
  }
}
